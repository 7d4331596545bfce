import { setTimeout as rest } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { signsPdf, Unprintable } from '#documents/load'
import type { Sign, Signs } from '#documents/sign'
import type { Digest } from '#law/digest'
import { type Board, boardOf } from '#register/board'
import type { Found } from '#register/listed'
import { hash } from '#server/digest'
import { turns } from '#server/turns'
import { officerHref, registerHref } from '#web/portal/address.ts'

/** Most bytes of files kept in one process. */
const KEPT = 32 * 1024 * 1024
/** After each file so many times as long as it took: whatever anyone asks for, no more than a fifth of one core is spent. */
const RESTS = 4

/** A file of signs 公示牌文件, or why there is none. */
type File = Readonly<{ pdf: Buffer } | { zh: string }>

type Whose = Readonly<{ agency: string; agencyZh: string; origin: string }>

/** Where the code of a board leads: to the check of whoever stands there, else to all that the agency makes public. */
export function codeOf(certificate: string | undefined, { agency, origin }: Pick<Whose, 'agency' | 'origin'>): Sign['code'] {
  const at = origin.replace(/^https?:\/\//, '')
  return certificate
    ? { zh: '扫码核对执法证件', to: origin + officerHref(certificate), at: at + officerHref() }
    : { zh: '扫码看公开的清单和监督渠道', to: origin + registerHref({ agency }), at: at + registerHref({ agency }) }
}

const signOf = ({ window, name, lines, since, certificate }: Board, whose: Whose): Sign => ({
  ...{ window, name, lines, since: `${since} 起施行`, code: codeOf(certificate, whose) },
})

/** 岗位信息公示牌 as PDF, kept by the digest of all that it says: asked for again, it is not set again, whatever else was published meanwhile. */
export function boardFiles(press: (signs: Signs) => Promise<Buffer> = signsPdf) {
  const kept = new LRUCache<Digest, File>({ maxSize: KEPT, sizeCalculation: (file) => ('pdf' in file ? file.pdf.length : 1_000) })
  const making = new Map<Digest, Promise<File>>()
  const inTurn = turns({ atOnce: 1, waiting: 8, zh: '正在生成的公示牌太多，请稍后再试' })

  const set = (signs: Signs): Promise<File> =>
    new Promise((done, fail) => {
      inTurn(async () => {
        const since = performance.now()
        await press(signs)
          .then((pdf): File => ({ pdf }))
          .catch((error: unknown): File => {
            if (error instanceof Unprintable) return { zh: `有印不出的字：${error.characters.join('、')}` }
            throw error
          })
          .then(done, fail)
        await rest(RESTS * (performance.now() - since), undefined, { ref: false })
      }).catch(fail)
    })

  return async (found: readonly Found[], whose: Whose): Promise<File> => {
    const boards = found.map(boardOf)
    const signs: Signs = {
      ...{ agency: whose.agencyZh, zh: '岗位信息公示牌', source: '照公示平台公布的内容印制；有变更的，以平台现在公布的为准' },
      day: boards.map(({ since }) => since).reduce((latest, day) => (day > latest ? day : latest)),
      signs: boards.map((board) => signOf(board, whose)),
    }
    const digest = hash(signs)
    const known = kept.get(digest) ?? making.get(digest)
    if (known) return known
    const made = set(signs)
    making.set(digest, made)
    try {
      const file = await made
      kept.set(digest, file)
      return file
    } finally {
      making.delete(digest)
    }
  }
}
