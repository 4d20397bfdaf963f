/** A CSV file as a header and batches of rows; the file itself is never held in memory. */
import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type Delimiter, sniffDelimiter, withoutSeparatorLine } from './delimiter.ts'
import { textOf } from './encoding.ts'
import { headersOf } from './headers.ts'
import { UnreadableFile } from './unreadable.ts'

/** `line` counts as a spreadsheet does: the header is row 1. */
export type CsvRow = { line: number; cells: string[] }
export type CsvFile = { headers: string[]; delimiter: Delimiter; rows: AsyncGenerator<CsvRow[]> }

export const csvLimits = { columns: 500, cellCharacters: 100_000, rowCharacters: 1_000_000 } as const
const batchRows = 500
const batchCharacters = 512 * 1024

/** Throws UnreadableFile, at once or while the rows are read, when the file is not a list. */
export async function openCsv(bytes: AsyncIterable<Buffer>): Promise<CsvFile> {
  const text = textOf(bytes)
  const head = await readHead(text)
  if (!head.trim()) throw new UnreadableFile('This file is empty.')
  const delimiter = sniffDelimiter(head)
  const records = recordsOf(withoutSeparatorLine(head), text, delimiter)
  const { cells: first, line } = await firstRecord(records)
  if (first.length > csvLimits.columns) {
    throw new UnreadableFile(`This file has ${first.length} columns; at most ${csvLimits.columns} can be read.`)
  }
  const { headers, isHeader } = headersOf(first)
  const pending = isHeader ? [] : [{ line, cells: first }]
  return { headers, delimiter, rows: batched(pending, records) }
}

async function readHead(text: AsyncGenerator<string>): Promise<string> {
  let head = ''
  while (head.length < 16 * 1024) {
    const next = await text.next()
    if (next.done) break
    head += next.value
  }
  return head
}

/** Every record with its row number; blank rows are counted but not yielded. */
async function* recordsOf(head: string, rest: AsyncGenerator<string>, delimiter: Delimiter): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: csvLimits.rowCharacters,
  })
  // The error of either end reaches the loop below, through the parser.
  pipeline(Readable.from(pieces(head, rest)), parser, () => {})
  let line = 0
  try {
    for await (const cells of parser) {
      line++
      if (!isBlank(cells)) yield { line, cells }
    }
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableFile(explain(error, line)) : error
  }
}

async function* pieces(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head
  yield* rest
}

const isBlank = (cells: string[]) => !cells.some((cell) => cell.trim() !== '')

/** The parser runs ahead of the loop: it knows better than the loop how many rows were whole. */
function explain(error: CsvError, seen: number): string {
  const whole: unknown = Reflect.get(error, 'records')
  const line = (typeof whole === 'number' ? whole : seen) + 1
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') {
    return `A quotation mark opened in or after row ${line} is never closed. Mend that row and try again.`
  }
  return `Row ${line} can't be read. Mend that row and try again.`
}

async function firstRecord(records: AsyncGenerator<CsvRow>): Promise<CsvRow> {
  const { done, value } = await records.next()
  if (done) throw new UnreadableFile('This file is empty.')
  return value
}

async function* batched(pending: CsvRow[], records: AsyncGenerator<CsvRow>): AsyncGenerator<CsvRow[]> {
  let batch = pending
  let characters = 0
  for await (const row of records) {
    batch.push(row)
    for (const cell of row.cells) characters += cell.length
    if (batch.length >= batchRows || characters >= batchCharacters) {
      yield batch
      batch = []
      characters = 0
    }
  }
  if (batch.length) yield batch
}
