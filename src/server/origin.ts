import type { FastifyRequest } from 'fastify'
import type { Config } from '#server/config'

/** What whole addresses begin with, printed and exported 网址的开头; `mend`: why it leads nowhere but here, and how to set another; of one that is set, empty. */
export type Origin = Readonly<{ at: string; is: 'set' | 'local' | 'unknown'; mend: string }>

const own = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/
const how =
  '由运行平台的人用 serve --origin 或者环境变量 MINGJING_ORIGIN 设定公众打开本平台的网址（例如 https://gs.example.gov.cn），重新启动后生效。'

/** 公开网址: as it was set, else this machine itself. Whatever else a caller, or a proxy in his name, says of where he is, nobody is led there. */
export function originOf({ origin }: Pick<Config, 'origin'>, { headers }: Pick<FastifyRequest, 'headers'>): Origin {
  if (origin !== undefined) return { at: origin, is: 'set', mend: '' }
  const host = headers.host?.toLowerCase() ?? ''
  const at = `http://${host}`
  return own.test(host) && URL.canParse(at)
    ? { at, is: 'local', mend: `没有设定公开网址，这里用的是本机的地址 ${at}，别的设备打不开。${how}` }
    : { at: 'http://localhost', is: 'unknown', mend: `没有设定公开网址，不知道公众从哪里打开本平台。${how}` }
}
