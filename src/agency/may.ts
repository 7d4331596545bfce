import type { Actor, AnyAct } from '#agency/act'
import type { Agency } from '#agency/agency'
import { postFor } from '#agency/post'

/** Who calls: an officer signed in, the system officer, or anyone. */
export type Caller =
  | Readonly<{ kind: 'officer'; agency: string; officer: string }>
  | Readonly<{ kind: 'system'; agency: string }>
  | Readonly<{ kind: 'public' }>

/**
 * May this caller do this act, or read by this row, at all 岗位权限: about the post only, never about the matter (an act is then refused by law, with
 * its clause; a thing he may not know of is not there). `agency` as it stands that day (`standing`): a post outside its term is not there. Answers the
 * actor, under the post that allows it and, where he holds that for another, for whom; or undefined = 403.
 */
export function may(caller: Caller, { by }: Pick<AnyAct, 'by'>, agency: Agency): Actor | undefined {
  if (by === 'public') return caller.kind === 'system' ? undefined : { id: 'public', post: 'public' }
  if (by === 'system') return caller.kind === 'system' ? { id: 'system', post: 'system' } : undefined
  if (caller.kind !== 'officer') return undefined
  const officer = agency.officers[caller.officer]
  const post = officer && postFor(officer.posts, by)
  const principal = post && officer?.acting?.[post]
  return post && { id: caller.officer, post, ...(principal ? { for: principal } : {}) }
}
