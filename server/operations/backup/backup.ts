/** A full backup of the embedded database while it runs: files under backup mode, then the log until its end. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { baseName, listWal, type Manifest, putManifest, putSealed } from '../repository.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import type { Store } from '../stores/store.ts'
import { timelineOf } from '../wal/names.ts'
import { backupLock, beginBackup, endBackup, facts, switchSegment } from './backup-storage.ts'
import { type BackupFiles, tarOf } from './files.ts'

export interface BackupSetting extends BackupFiles {
  ownerUrl: string
  stores: readonly Store[]
  key: BackupKey
  /** The release that makes it. */
  product: string
}

/** Another backup of this database is under way. */
export class BackupRunning extends Error {
  constructor() {
    super('A backup of this database is under way already.')
  }
}

/** The next piece of the log. */
const arrivesWithinMs = 120_000

/**
 * Takes a full backup into each store and answers its manifest. The write-ahead log it needs is shipped by whoever holds
 * the data folder; the backup stands once that has arrived. Throws BackupRunning.
 */
export async function takeBackup(setting: BackupSetting): Promise<Manifest> {
  const client = new pg.Client({ connectionString: setting.ownerUrl, application_name: 'healthcrm backup' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    if (!(await backupLock(client))) throw new BackupRunning()
    const manifests: Manifest[] = []
    for (const store of setting.stores) manifests.push(await backUpTo(store, client, setting))
    const [first] = manifests
    if (!first) throw new Error('There is no place to back up to')
    return first
  } finally {
    await client.end()
  }
}

/** Each store gets a backup of its own, so that each is whole by itself. */
async function backUpTo(store: Store, client: pg.Client, { key, product, ...files }: BackupSetting): Promise<Manifest> {
  const known = await facts(client)
  const id = idOf(known.now)
  const startSegment = await beginBackup(client, `healthcrm ${id}`)
  let ended: Awaited<ReturnType<typeof endBackup>> | undefined
  const { tar, bytes } = tarOf(files, async () => {
    ended = await endBackup(client)
    return ended.label
  })
  const hash = createHash('sha256')
  const sealedBytes = await putSealed(store, key, baseName(id), hashed(tar, hash))
  if (!ended) throw new Error('The backup ended before PostgreSQL did')
  await switchSegment(client)
  await untilShipped(store, ended.stopSegment)
  const manifest: Manifest = {
    format: 1,
    id,
    product,
    postgres: known.postgres,
    systemId: known.systemId,
    startedAt: known.now,
    stoppedAt: ended.stoppedAt,
    timeline: timelineOf(startSegment),
    startSegment,
    stopSegment: ended.stopSegment,
    stopLsn: ended.stopLsn,
    bytes: bytes(),
    sealedBytes,
    sha256: hash.digest('hex'),
    timeZone: known.timeZone,
    keyFingerprint: key.fingerprint,
  }
  await putManifest(store, key, manifest)
  return manifest
}

const idOf = (time: string) => time.replace(/[-:]/g, '').replace(/\.\d+Z$/, 'Z')

async function* hashed(source: AsyncIterable<unknown>, hash: { update(chunk: Buffer): unknown }) {
  for await (const chunk of source) {
    if (!Buffer.isBuffer(chunk)) continue
    hash.update(chunk)
    yield chunk
  }
}

/** However much log an import has left to be shipped before: it fails only when nothing arrives any more. */
async function untilShipped(store: Store, segment: string): Promise<void> {
  let arrived = -1
  let end = 0
  for (;;) {
    const log = await listWal(store)
    if (log.includes(segment)) return
    if (log.length !== arrived) end = Date.now() + arrivesWithinMs
    arrived = log.length
    if (Date.now() > end) throw new Error(`The write-ahead log does not arrive in ${store.place}: ${segment} is missing.`)
    await sleep(200)
  }
}
