import { setTimeout as sleep } from 'node:timers/promises'
import { Misuse } from '#server/config'

/** What the bundle was made as: `bin/mingjing.mjs` puts true or false in its place. Sources that run as they are are for tests. */
declare const MINGJING_TEST_BUILD: boolean | undefined

/** Every point at which a test may break this process off 故障点, in the order in which it is passed. */
export const failpoints = {
  'door.begun': '办理：事务已开始',
  'door.locked': '办理：已锁定这一件',
  'door.judged': '办理：已依法判断，尚未写入',
  'door.appended': '办理：事件已写入',
  'door.shown': '办理：一览已写入',
  'door.queued': '办理：后续事项已登记，尚未提交',
  'door.committed': '办理：已提交，尚未办理后续',
  'door.answering': '办理：后续已办，尚未答复',
  'refusal.noting': '驳回：尚未留痕',
  'followup.taken': '后续：已取出到期的事项',
  'followup.sent': '后续：已办一件，尚未取下一件',
  'followup.noting': '后续：没有办成，尚未记下原因',
  'sequencer.taken': '入账：已取出待入账的事件',
  'sequencer.written': '入账：叶、瓦片、树头已写入，尚未提交',
  'sequencer.signed': '入账：检查点已签署，尚未提交',
  'session.verified': '登录：口令已核对，会话尚未建立',
  'session.opened': '登录：会话已建立，尚未答复',
  'session.closed': '退出：会话已关闭，尚未答复',
} as const
export type Failpoint = keyof typeof failpoints

const DELAY_MS = 1_000
const actions = ['kill', 'error', 'delay'] as const
type Armed = { readonly action: (typeof actions)[number] /** fires on this passing alone; without it, on each */; readonly nth?: number }

const armed = new Map<string, readonly Armed[]>()
const passed = new Map<string, number>()

/** What a point that was armed with `error` throws. */
export class Broken extends Error {}

/** Whether this process can be broken off on purpose. */
export const isTestBuild: boolean = typeof MINGJING_TEST_BUILD === 'undefined' || MINGJING_TEST_BUILD

/**
 * Arms points as `MINGJING_FAILPOINT` writes them: `name:kill|error|delay[@nth]`, several with commas; what was armed before is disarmed.
 * `kill` is SIGKILL to this process, `error` throws {@link Broken}, `delay` waits a second. @throws {Misuse} when it cannot be read, or
 * this is no test build
 */
export function arm(text: string): void {
  if (!isTestBuild) throw new Misuse('MINGJING_FAILPOINT 只在测试构建中有效，这里是正式构建。请去掉这个环境变量。')
  armed.clear()
  passed.clear()
  for (const word of text.split(',').filter((word) => word.trim())) {
    const [, name = '', asked, nth] = /^([\w.]+):(\w+)(?:@([1-9]\d*))?$/.exec(word.trim()) ?? []
    const action = actions.find((known) => known === asked)
    if (!action) throw new Misuse(`MINGJING_FAILPOINT 应写作 名称:kill|error|delay[@第几次]，多个以逗号分隔：${word}`)
    if (!Object.hasOwn(failpoints, name)) throw new Misuse(`没有故障点 ${name}。执行 mingjing failpoints 查看全部。`)
    armed.set(name, [...(armed.get(name) ?? []), { action, ...(nth ? { nth: Number(nth) } : {}) }])
  }
}

/** Passes a point. Where it is not armed it does nothing; in the bundle for use it is not there. */
export function failpoint(name: Failpoint): Promise<void> | undefined {
  if (typeof MINGJING_TEST_BUILD !== 'undefined' && !MINGJING_TEST_BUILD) return undefined
  const here = armed.get(name)
  return here && fire(name, here)
}

async function fire(name: Failpoint, here: readonly Armed[]): Promise<void> {
  const count = (passed.get(name) ?? 0) + 1
  passed.set(name, count)
  for (const { action, nth } of here) {
    if (nth !== undefined && nth !== count) continue
    if (action === 'error') throw new Broken(`failpoint ${name}`)
    if (action === 'delay') await sleep(DELAY_MS)
    else {
      process.kill(process.pid, 'SIGKILL')
      await new Promise(() => {}) // nothing more is done before the signal is there
    }
  }
}
