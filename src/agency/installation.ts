import { z } from 'zod'
import { act, type Fold } from '#agency/act'
import { type Instant, instant } from '#law/day'
import { type Digest, digest } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'

/** An installation 安装 before its first agency: the one link by which that is founded, kept as a digest. */
export type Installation = Readonly<{ link?: Readonly<{ token: Digest; until: Instant }> }>

export type InstallationEvent =
  | Readonly<{ kind: 'installation.setupOffered'; token: Digest; until: Instant }>
  | Readonly<{ kind: 'installation.setupTaken' }>

/** Each start of an empty installation offers a new link, and voids the one before. */
export const offerSetup = act({
  id: 'installation.offerSetup',
  zh: '发放设立链接',
  clauses: ['CFF-17'],
  stream: 'installation',
  founds: true,
  by: 'system',
  seen: false,
  input: z.strictObject({ token: digest, until: instant }),
  run: (_installation: Installation, said): readonly InstallationEvent[] => [{ kind: 'installation.setupOffered', ...said }],
})

/** Whoever holds the link founds, once: of two who come together the second comes too late. */
export const takeSetup = act({
  id: 'installation.takeSetup',
  zh: '使用设立链接',
  clauses: ['CFF-17'],
  stream: 'installation',
  by: 'system',
  seen: false,
  input: z.strictObject({ token: digest }),
  run: ({ link }: Installation, { token }, { now }): readonly InstallationEvent[] | Refusal =>
    link && link.token === token && now < link.until
      ? [{ kind: 'installation.setupTaken' }]
      : refuse('no-setup-link', '这个链接已经用过、已经过期或者已经换新，请重新启动平台，使用新打印的链接', 'CFF-17'),
})

export const installationFold: Fold<Installation, InstallationEvent> = {
  empty: {},
  after(_before, event) {
    switch (event.kind) {
      case 'installation.setupOffered':
        return { link: { token: event.token, until: event.until } }
      case 'installation.setupTaken':
        return {}
    }
  },
  rows: () => [],
}
