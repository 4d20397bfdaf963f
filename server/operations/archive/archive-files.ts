/** Archive files in the stores: the lines of a trail's rows, compressed and sealed as backups are. */
import { hash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { getSealed, putSealed } from '../repository.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import type { TrailRow } from '../seals/trails.ts'
import type { Store } from '../stores/store.ts'

/** Where archives lie, and what opens them. */
export interface ArchivePlace {
  stores: readonly Store[]
  key: BackupKey
}

export interface ArchiveFile {
  file: string
  /** Of the lines. */
  sha256: string
}

/** No store has it as it was written. */
export class ArchiveUnreadable extends Error {}

export const textOf = (rows: readonly TrailRow[]): Buffer => Buffer.from(rows.map(({ line }) => line).join('\n'))
export const sumOf = (text: Buffer): string => hash('sha256', text, 'hex')

/** Answers the bytes as they lie in the first store. */
export async function writeArchive({ stores, key }: ArchivePlace, file: string, text: Buffer): Promise<number> {
  const sizes: number[] = []
  for (const store of stores) sizes.push(await putSealed(store, key, file, once(text)))
  return sizes[0] ?? 0
}

/** From the first store that has it whole. Throws ArchiveUnreadable. */
export async function readArchive({ stores, key }: ArchivePlace, { file, sha256 }: ArchiveFile): Promise<TrailRow[]> {
  const failures: string[] = []
  for (const store of stores) {
    try {
      const text = await contentOf(store, key, file)
      if (sumOf(text) === sha256) return rowsIn(text)
      failures.push(`${store.place}: it holds other rows`)
    } catch (error) {
      failures.push(`${store.place}: ${error instanceof Error ? error.message : error}`)
    }
  }
  throw new ArchiveUnreadable(`The archive ${file} cannot be read (${failures.join('; ')})`)
}

async function contentOf(store: Store, key: BackupKey, file: string): Promise<Buffer> {
  const sink = new PassThrough({ highWaterMark: 1024 * 1024 })
  const opening = getSealed(store, key, file, sink).catch((error: Error) => void sink.destroy(error))
  const pieces: Buffer[] = []
  for await (const piece of sink) pieces.push(piece as Buffer)
  await opening
  return Buffer.concat(pieces)
}

/** A line is JSON that begins with the row's id. */
const rowsIn = (text: Buffer): TrailRow[] =>
  text
    .toString()
    .split('\n')
    .map((line) => ({ id: Number(line.slice(1, line.indexOf(','))), line }))

async function* once(text: Buffer) {
  yield text
}
