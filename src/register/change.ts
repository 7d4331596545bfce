import type { Post } from '#agency/post'
import type { Reckoned } from '#agency/reckon'
import type { Day, Instant } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'
import type { Examined } from '#register/examined'
import type { Entry } from '#register/kind'
import type { ListId } from '#register/kinds'
import type { Updating } from '#register/updating'

/** One line of a change 变更的一条: the entry as it is to stand under its key; without one it is struck off 删去. */
export type Line = Readonly<{ key: string; entry?: Entry }>

/** What is to be changed in one list, from which day, and why 拟变更. */
export type Draft = Readonly<{
  list: ListId
  lines: readonly Line[]
  /** The first day on which it is to hold 施行之日. */
  from: Day
  /** The day on which what it tells came about 信息形成或者变更之日. */
  changed: Day
  why: string
  /** How long the agency may take to bring it out, where a text says so. */
  term?: Term
  /** How the packs of that day have it kept up. */
  updating?: Updating
  /** How the list stood under these keys when it was drafted. */
  base: Digest
  digest: Digest
  by: string
  on: Day
}>

/** A change set of one list 清单变更: prepared, examined along the pack's chain, released; what was returned or withdrawn stays to be read. */
export type Change = Readonly<{
  draft?: Draft
  approvals: readonly Readonly<{ post: string; by: string; on: Day }>[]
  returned?: Readonly<{ reason: string; by: string; on: Day }>
  withdrawn?: Readonly<{ reason: string; by: string; on: Day }>
  released?: Readonly<{ by: string; on: Day; at: Instant; from: Day; examined?: Examined; lateReason?: string }>
}>

/** What the public sees of a change 变更记录. */
export type PublicChange = Readonly<{
  agency: string
  id: string
  list: ListId
  listZh: string
  why: string
  from: Day
  releasedOn: Day
  entered: number
  struck: number
  examined?: Examined
  lateReason?: string
  /** SHA-256 of the lines as the public sees them, hex. */
  fingerprint: Digest
}>

export type ChangeEvent =
  | (Readonly<{ kind: 'list.prepared'; next: Post }> & Draft)
  | (Readonly<{ kind: 'list.approved'; digest: Digest; next?: Post }> & Change['approvals'][number])
  | (Readonly<{ kind: 'list.returned' }> & NonNullable<Change['returned']>)
  | (Readonly<{ kind: 'list.withdrawn' }> & NonNullable<Change['withdrawn']>)
  | (Readonly<{ kind: 'list.released'; body: PublicChange }> & NonNullable<Change['released']>)
  | (Readonly<{ kind: 'change.reckoned' }> & Reckoned)

export const noChange: Change = { approvals: [] }

export function afterChange(before: Change, event: ChangeEvent): Change {
  switch (event.kind) {
    case 'list.prepared': {
      const { kind: _, next: __, ...draft } = event
      return { draft, approvals: [] }
    }
    case 'list.approved': {
      const { post, by, on } = event
      return { ...before, approvals: [...before.approvals, { post, by, on }] }
    }
    case 'list.returned': {
      const { kind: _, ...returned } = event
      return { ...before, approvals: [], returned }
    }
    case 'list.withdrawn': {
      const { kind: _, ...withdrawn } = event
      return { ...before, withdrawn }
    }
    case 'list.released': {
      const { kind: _, body: __, ...released } = event
      return { ...before, released }
    }
    case 'change.reckoned':
      return before.draft ? { ...before, draft: { ...before.draft, term: event.term } } : before
  }
}

export const changeStatesZh = {
  prepared: '审批中',
  approved: '待发布',
  returned: '已退回',
  withdrawn: '已撤回',
  released: '已发布',
} as const
export type ChangeState = keyof typeof changeStatesZh

export const counted = ({ lines }: Pick<Draft, 'lines'>) => {
  const struck = lines.filter(({ entry }) => !entry).length
  return { entered: lines.length - struck, struck }
}
