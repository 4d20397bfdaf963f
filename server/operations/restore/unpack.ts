/** Lays the files of a base backup out again, as PostgreSQL's own user needs them. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import { handOver, type RunAs } from '../../db/embedded/run-as.ts'
import { emptyFolders } from '../backup/files.ts'
import { baseName, getSealed, type Manifest } from '../repository.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import { SealBroken } from '../seal/sealing.ts'
import type { Store } from '../stores/store.ts'

export interface Unpacking {
  store: Store
  key: BackupKey
  manifest: Manifest
  /** The cluster, which must not exist yet. */
  clusterDir: string
  /** The secrets that the cluster cannot do without. */
  keptDir: string
  runAs: RunAs
}

/** Throws SealBroken when what comes out is not what went in. */
export async function unpackBackup({ store, key, manifest, clusterDir, keptDir, runAs }: Unpacking): Promise<void> {
  const folders = folderMaker(clusterDir, runAs)
  await folders.make(clusterDir)
  await mkdir(keptDir, { recursive: true, mode: 0o700 })
  for (const folder of emptyFolders) await folders.make(join(clusterDir, folder))
  const hash = createHash('sha256')
  const tar = new PassThrough({ highWaterMark: 1024 * 1024 })
  const unpacked = extractEach(tar.pipe(hashing(hash)), async (name, content) => {
    const [root, ...rest] = name.split('/')
    const path = join(root === 'kept' ? keptDir : clusterDir, safe(rest.join('/')))
    if (root === 'kept') await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    else await folders.make(dirname(path))
    await pipeline(content, createWriteStream(path, { mode: 0o600, flush: true }))
    if (root !== 'kept') handOver(path, runAs)
  })
  await Promise.all([getSealed(store, key, baseName(manifest.id), tar), unpacked])
  if (hash.digest('hex') !== manifest.sha256) throw new SealBroken(`The backup ${manifest.id} is not what its manifest says`)
}

async function extractEach(source: Readable, each: (name: string, content: Readable) => Promise<void>) {
  const extraction = extract()
  const done = pipeline(source, extraction)
  for await (const entry of extraction) await each(entry.header.name, Readable.from(entry))
  await done
}

function hashing(hash: { update(chunk: Buffer): unknown }): Transform {
  return new Transform({
    highWaterMark: 1024 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
}

/** Folders from the cluster's own down, each handed over once. */
function folderMaker(home: string, runAs: RunAs) {
  const made = new Set<string>()
  const make = async (path: string): Promise<void> => {
    if (made.has(path)) return
    if (path !== home) await make(dirname(path))
    await mkdir(path, { recursive: true, mode: 0o700 })
    handOver(path, runAs)
    made.add(path)
  }
  return { make }
}

/** Nothing leaves the folder, whatever a name says. */
function safe(path: string): string {
  const plain = normalize(path)
  if (plain.startsWith('..') || plain.startsWith('/')) throw new SealBroken(`The backup names a file outside its folder: ${path}`)
  return plain
}
