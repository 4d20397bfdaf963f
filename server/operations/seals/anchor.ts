/**
 * The head of the chain, written down outside the database: a signed statement beside the backups, the newest one and
 * one a day. Who cuts the chain or writes another one does not reach these.
 *
 *     audit/head            the newest
 *     audit/2026-11-22      the first of that day
 *     audit/aside/<time>    the head of before a restore
 */
import { z } from 'zod'
import { NotStored, type Store } from '../stores/store.ts'
import type { AnchorKey } from './anchor-key.ts'
import type { Seal } from './chain.ts'

export const Anchor = z.object({
  format: z.literal(1),
  seal: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  key: z.string(),
})
export type Anchor = z.infer<typeof Anchor>

const folder = 'audit'
const head = `${folder}/head`

/** An anchor that does not say what was signed. */
export class AnchorBroken extends Error {}

export function anchorText(key: AnchorKey, { id, hash }: Pick<Seal, 'id' | 'hash'>, at: Date): string {
  const anchor: Anchor = { format: 1, seal: id, hash: hash.toString('hex'), at: at.toISOString(), key: key.fingerprint }
  const text = JSON.stringify(anchor)
  return `${text}\n${key.sign(text)}\n`
}

export async function writeAnchor(store: Store, key: AnchorKey, seal: Pick<Seal, 'id' | 'hash'>, at: Date): Promise<void> {
  const text = anchorText(key, seal, at)
  const daily = `${folder}/${at.toISOString().slice(0, 10)}`
  const days = await store.list(folder)
  if (!days.some(({ name }) => name === daily)) await store.put(daily, once(text))
  await store.put(head, once(text))
}

/** The newest anchor of a store; nothing if there is none yet. Throws AnchorBroken. */
export async function readAnchor(store: Store, key: AnchorKey): Promise<Anchor | undefined> {
  const found = await textOf(store, head)
  if (found === undefined) return undefined
  const [text = '', signature = ''] = found.split('\n')
  const anchor = parsed(text)
  if (!anchor) throw new AnchorBroken(`The anchor in ${store.place} is damaged`)
  if (anchor.key !== key.fingerprint) throw new AnchorBroken(`The anchor in ${store.place} was signed with another key (${anchor.key})`)
  if (!key.signed(text, signature)) throw new AnchorBroken(`The anchor in ${store.place} is not what was signed`)
  return anchor
}

/** What the newest anchor of a store says, signed or not. */
export async function peekAnchor(store: Store): Promise<Anchor | undefined> {
  return parsed((await textOf(store, head))?.split('\n')[0] ?? '')
}

/** After a restore the chain goes on from an earlier link: the head of before is kept, and no longer asked for. */
export async function setAnchorAside(store: Store, at: Date): Promise<void> {
  const found = await textOf(store, head)
  if (found === undefined) return
  await store.put(`${folder}/aside/${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}`, once(found))
  await store.remove(head)
}

function parsed(text: string): Anchor | undefined {
  try {
    return Anchor.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

async function textOf(store: Store, name: string): Promise<string | undefined> {
  try {
    const pieces: Buffer[] = []
    for await (const piece of await store.get(name)) pieces.push(piece)
    return Buffer.concat(pieces).toString()
  } catch (error) {
    if (error instanceof NotStored) return undefined
    throw error
  }
}

async function* once(text: string) {
  yield Buffer.from(text)
}
