/**
 * What lies in a store: sealed base backups with a manifest each, and the sealed write-ahead log between them.
 *
 *     backups/<id>/base      the files of the database and the secrets it needs
 *     backups/<id>/manifest  what it is; written last, so a backup is there when its manifest is
 *     wal/<segment>          16 MiB of the write-ahead log each
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { type BackupKey, derivedKey } from './seal/backup-key.ts'
import { SealBroken, sealing, unsealing } from './seal/sealing.ts'
import type { Store } from './stores/store.ts'

const lsn = z.string().regex(/^[0-9A-F]+\/[0-9A-F]+$/)
export const Manifest = z.object({
  format: z.literal(1),
  /** When it began, as part of its path. */
  id: z.string().regex(/^\d{8}T\d{6}Z$/),
  product: z.string(),
  postgres: z.string(),
  /** Of the cluster: log of another one does not fit. */
  systemId: z.string(),
  startedAt: z.iso.datetime(),
  /** From this moment on the backup can be restored to any time that the log reaches. */
  stoppedAt: z.iso.datetime(),
  timeline: z.int(),
  startSegment: z.string(),
  stopSegment: z.string(),
  stopLsn: lsn,
  /** Of the files. */
  bytes: z.int(),
  sealedBytes: z.int(),
  sha256: z.string(),
  timeZone: z.string(),
  keyFingerprint: z.string(),
})
export type Manifest = z.infer<typeof Manifest>

export const baseName = (id: string) => `backups/${id}/base`
const manifestName = (id: string) => `backups/${id}/manifest`
export const walName = (file: string) => `wal/${file}`

/** Seals what a source gives and stores it under a name. */
export async function putSealed(store: Store, key: BackupKey, name: string, source: AsyncIterable<Buffer>): Promise<number> {
  const sink = new PassThrough({ highWaterMark: 1024 * 1024 })
  const sealed = pipeline(source, ...sealing(key, name), sink)
  const [bytes] = await Promise.all([store.put(name, sink), sealed])
  return bytes
}

/** Opens a stored file into a sink. Throws NotStored or SealBroken. */
export async function getSealed(store: Store, key: BackupKey, name: string, sink: NodeJS.WritableStream): Promise<void> {
  await pipeline(await store.get(name), ...unsealing(key, name), sink)
}

export async function putManifest(store: Store, key: BackupKey, manifest: Manifest): Promise<void> {
  const text = JSON.stringify(manifest)
  await store.put(manifestName(manifest.id), once(Buffer.from(`${text}\n${macOf(key, text)}\n`)))
}

/** All backups in order of time. A manifest that is damaged or of another key is left out and told. */
export async function listBackups(store: Store, key: BackupKey, tell: (line: string) => void): Promise<Manifest[]> {
  const files = (await store.list('backups')).filter(({ name }) => name.endsWith('/manifest'))
  const backups: Manifest[] = []
  for (const { name } of files) {
    try {
      backups.push(await readManifest(store, key, name))
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error))
    }
  }
  return backups.sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function readManifest(store: Store, key: BackupKey, name: string): Promise<Manifest> {
  const pieces: Buffer[] = []
  for await (const piece of await store.get(name)) pieces.push(piece)
  const [text = '', mac = ''] = Buffer.concat(pieces).toString().split('\n')
  if (!isSame(mac, macOf(key, text))) throw new SealBroken(`${name} is damaged, or made with another key`)
  return Manifest.parse(JSON.parse(text))
}

export async function removeBackup(store: Store, id: string): Promise<void> {
  // The manifest first: what has none is no backup.
  await store.remove(manifestName(id))
  await store.remove(baseName(id))
}

/** Names of the write-ahead log in a store. */
export async function listWal(store: Store): Promise<string[]> {
  return (await store.list('wal')).map(({ name }) => name.slice('wal/'.length))
}

const macOf = (key: BackupKey, text: string) =>
  createHmac('sha256', derivedKey(key, Buffer.alloc(0), 'manifest'))
    .update(text)
    .digest('hex')

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

async function* once(bytes: Buffer) {
  yield bytes
}
