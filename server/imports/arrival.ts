/** A file on its way in: bounded, and what is wrong with it said as the API says it. */
import { importLimits } from '#shared/imports'
import type { Actor } from '../db/actor.ts'
import type { OpenDatabase } from '../db/open.ts'
import { badInput, HttpError } from '../http/errors.ts'
import { type CsvRow, openCsv } from './reading/csv.ts'
import { UnreadableFile } from './reading/unreadable.ts'

export type ArrivingFile = { fileName: string; bytes: AsyncIterable<Buffer> }
export type Arrival = { database: OpenDatabase; actor: Actor; file: ArrivingFile }
export type ArrivedList = { headers: string[]; batches: AsyncGenerator<CsvRow[]> }

/** Throws 400 for what is no list, at once or while its rows are read, and 413 for one too long. */
export async function openArrival({ file }: Arrival): Promise<ArrivedList> {
  try {
    const csv = await openCsv(limited(file.bytes))
    return { headers: csv.headers, batches: guarded(csv.rows) }
  } catch (error) {
    throw asBadFile(error)
  }
}

async function* guarded(rows: AsyncGenerator<CsvRow[]>): AsyncGenerator<CsvRow[]> {
  let count = 0
  try {
    for await (const batch of rows) {
      count += batch.length
      if (count > importLimits.rows) throw new HttpError(413, 'too_large', `A list may have ${importLimits.rows} rows. Split the file.`)
      yield batch
    }
  } catch (error) {
    throw asBadFile(error)
  }
  if (count === 0) throw asBadFile(new UnreadableFile('This file has a header but no rows.'))
}

async function* limited(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.length
    if (total > importLimits.bytes) throw new HttpError(413, 'too_large', 'A list may have 1 GB. Split the file.')
    yield chunk
  }
}

const asBadFile = (error: unknown) => (error instanceof UnreadableFile ? badInput({ path: 'file', message: error.message }) : error)
