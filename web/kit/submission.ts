import { v7 } from 'uuid'
import type { Draft } from '#web/kit/schema.ts'

/** A form as it was left 草稿: what was typed, and the id under which exactly this was last sent. */
export type Kept = Readonly<{ draft: Draft; sent?: Readonly<{ id: string; body: string }> }>

/** Whose drafts these are. Without a key, where the browser has no cipher, they live as long as the tab and go when another signs in. */
type Owner = Readonly<{ name: string; key?: CryptoKey }>

const IV = 12
const PLAIN = 'mingjing:'
let owner: Owner | undefined
let writing: Promise<void> = Promise.resolve()

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
const textOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

/** From here on drafts are this officer's 草稿归属: sealed under a key that the server gives him alone, so that who uses the computer after him reads none. */
export async function draftsOf(name: string, secret: string): Promise<void> {
  const key = await globalThis.crypto.subtle?.importKey('raw', bytesOf(secret), 'AES-GCM', false, ['encrypt', 'decrypt'])
  owner = { name, ...(key ? { key } : {}) }
  for (const each of Object.keys(sessionStorage))
    if (each.startsWith(PLAIN) && !each.startsWith(`${PLAIN}${name}:`)) sessionStorage.removeItem(each)
}

const placeOf = ({ name, key }: Owner, stream: string | undefined, act: string) => ({
  at: `${PLAIN}${name}:${stream ?? 'new'}:${act}`,
  store: key ? localStorage : sessionStorage,
})

async function seal({ key }: Owner, text: string): Promise<string> {
  if (!key) return text
  const iv = crypto.getRandomValues(new Uint8Array(IV))
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text)))
  return btoa(textOf(iv) + textOf(sealed))
}

async function open({ key }: Owner, sealed: string): Promise<string> {
  if (!key) return sealed
  const bytes = bytesOf(sealed)
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, IV) }, key, bytes.subarray(IV))
  return new TextDecoder().decode(plain)
}

export async function kept(stream: string | undefined, act: string): Promise<Kept | undefined> {
  if (!owner) return undefined
  await writing
  try {
    const { at, store } = placeOf(owner, stream, act)
    const said = store.getItem(at)
    return said === null ? undefined : (JSON.parse(await open(owner, said)) as Kept)
  } catch {
    return undefined // storage is closed or spoilt, or the key is another: the form begins anew
  }
}

/** Keeps a form as it stands, or nothing of it any more; in the order in which it was asked. */
export function keep(stream: string | undefined, act: string, what: Kept | undefined): void {
  const mine = owner
  if (!mine) return
  const { at, store } = placeOf(mine, stream, act)
  writing = writing.then(async () => {
    try {
      if (what) store.setItem(at, await seal(mine, JSON.stringify(what)))
      else store.removeItem(at)
    } catch {
      // storage is full or closed: the form still holds what was typed
    }
  })
}

/** The id of a submission: the same content sent again keeps it, so that it takes effect once; other content is another act. */
export const idFor = (before: Kept['sent'], body: string): string => (before?.body === body ? before.id : v7())
