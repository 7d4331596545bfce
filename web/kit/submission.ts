import { v7 } from 'uuid'
import type { Draft } from '#web/kit/schema.ts'

/** A form as it was left 草稿: what was typed, and the id under which exactly this was last sent. */
export type Kept = Readonly<{ draft: Draft; sent?: Readonly<{ id: string; body: string }> }>

const nameOf = (stream: string | undefined, act: string): string => `mingjing:${stream ?? 'new'}:${act}`

export function kept(stream: string | undefined, act: string): Kept | undefined {
  try {
    const said = sessionStorage.getItem(nameOf(stream, act))
    return said === null ? undefined : (JSON.parse(said) as Kept)
  } catch {
    return undefined // storage is closed or spoilt: the form begins anew
  }
}

export function keep(stream: string | undefined, act: string, what: Kept | undefined): void {
  try {
    if (what) sessionStorage.setItem(nameOf(stream, act), JSON.stringify(what))
    else sessionStorage.removeItem(nameOf(stream, act))
  } catch {
    // storage is full or closed: the form still holds what was typed
  }
}

/** Drops every draft 清除草稿, on signing out. */
export function forgetDrafts(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith('mingjing:')) sessionStorage.removeItem(name)
}

/** The id of a submission: the same content sent again keeps it, so that it takes effect once; other content is another act. */
export const idFor = (before: Kept['sent'], body: string): string => (before?.body === body ? before.id : v7())
