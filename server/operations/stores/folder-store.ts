/** Sealed files in a folder: of this machine's second disk, or one mounted from elsewhere. */
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { NotStored, type Store, type StoredFile } from './store.ts'

const unfinished = '.part'

export function folderStore(home: string): Store {
  return {
    place: home,
    put: (name, content) => put(join(home, name), content),
    get: async (name) => {
      const path = join(home, name)
      await stat(path).catch((error) => {
        throw isMissing(error) ? new NotStored(name, home) : error
      })
      return createReadStream(path, { highWaterMark: 1024 * 1024 })
    },
    list: async (folder) => (await filesBelow(home, join(home, folder))).sort((a, b) => (a.name < b.name ? -1 : 1)),
    remove: (name) => remove(home, join(home, name)),
  }
}

/** On disk before it has its name: a file that is there is whole. */
async function put(path: string, content: AsyncIterable<Buffer>): Promise<number> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}${unfinished}`
  const file = await open(draft, 'w', 0o600)
  let bytes = 0
  try {
    for await (const chunk of content) {
      await file.appendFile(chunk)
      bytes += chunk.length
    }
    await file.sync()
  } catch (error) {
    await file.close()
    await rm(draft, { force: true })
    throw error
  }
  await file.close()
  await rename(draft, path)
  await flush(dirname(path))
  return bytes
}

/** A folder that is left empty goes too. */
async function remove(home: string, path: string): Promise<void> {
  await rm(path, { force: true })
  const folder = dirname(path)
  if (dirname(folder) !== home) await rmdir(folder).catch(() => undefined)
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}

async function filesBelow(home: string, folder: string): Promise<StoredFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error) => {
    if (isMissing(error)) return []
    throw error
  })
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(unfinished))
  const found = await Promise.all(files.map((entry) => describe(home, join(entry.parentPath, entry.name))))
  return found.flatMap((file) => file ?? [])
}

async function describe(home: string, path: string): Promise<StoredFile | undefined> {
  try {
    return { name: relative(home, path), bytes: (await stat(path)).size }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
