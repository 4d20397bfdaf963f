/** The files of a base backup as one tar: the cluster's below `postgres/`, the secrets it cannot do without below `kept/`. */
import { createReadStream, type Dirent } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Pack, pack } from 'tar-stream'

export interface BackupFiles {
  clusterDir: string
  dataDir: string
}

/** Made anew by PostgreSQL or by us at each start, or of no use elsewhere. */
const contentsLeftOut = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_dynshmem',
  'log',
])
const leftOut = new Set(['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map', 'pg_internal.init'])
/** Last, so that it is no older than what the other files hold. */
const control = 'pg_control'

/** Without the backup's own key, which must not lie with what it opens. */
const keptFiles = ['secrets/database-owner', 'secrets/session', 'secrets/audit-key', 'app-login']

/**
 * Streams the tar while PostgreSQL runs in backup mode; `stop` ends that mode and answers the label, which goes last.
 * Files may change while they are read: the write-ahead log mends that.
 */
export function tarOf({ clusterDir, dataDir }: BackupFiles, stop: () => Promise<string>): { tar: Pack; bytes: () => number } {
  const tar = pack()
  let bytes = 0
  const add = async (name: string, path: string) => {
    bytes += await addFile(tar, name, path)
  }
  const fill = async () => {
    for (const name of keptFiles) await add(`kept/${name}`, join(dataDir, name))
    for await (const path of filesOf(clusterDir)) await add(`postgres/${path}`, join(clusterDir, path))
    await add(`postgres/global/${control}`, join(clusterDir, 'global', control))
    tar.entry({ name: 'postgres/backup_label', mode: 0o600 }, await stop())
    tar.finalize()
  }
  fill().catch((error: Error) => tar.destroy(error))
  return { tar, bytes: () => bytes }
}

/** Folders that are empty here are made at the restore (`emptyFolders`). */
export const emptyFolders = [...contentsLeftOut]
  .filter((name) => name !== 'log')
  .concat(
    'pg_wal/archive_status',
    'pg_wal/summaries',
    'pg_tblspc',
    'pg_twophase',
    'pg_commit_ts',
    'pg_logical/snapshots',
    'pg_logical/mappings',
  )

async function* filesOf(home: string, folder = ''): AsyncGenerator<string> {
  for (const entry of await entriesOf(join(home, folder))) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory() && !contentsLeftOut.has(path) && !entry.name.startsWith('pgsql_tmp')) yield* filesOf(home, path)
    else if (entry.isFile() && !leftOut.has(entry.name) && entry.name !== control) yield path
  }
}

/** A table may be dropped while we look. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
}

/** Exactly as many bytes as the file has now: what it grows by meanwhile is in the log, what it shrinks by reads as zeros. */
async function addFile(tar: Pack, name: string, path: string): Promise<number> {
  const size = await sizeOf(path)
  if (size === undefined) return 0
  await pipeline(exactly(path, size), tar.entry({ name, size, mode: 0o600 }))
  return size
}

async function* exactly(path: string, size: number): AsyncGenerator<Buffer> {
  if (size === 0) return
  let left = size
  const source = createReadStream(path, { end: size - 1, highWaterMark: 256 * 1024 })
  try {
    for await (const chunk of source) {
      left -= chunk.length
      yield chunk
    }
  } catch (error) {
    if (!isGone(error)) throw error
  }
  for (; left > 0; left -= Math.min(left, 65_536)) yield Buffer.alloc(Math.min(left, 65_536))
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const file = await open(path)
    await file.close()
    return (await stat(path)).size
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

const isGone = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
