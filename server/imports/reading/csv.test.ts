import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { type CsvRow, openCsv } from './csv.ts'

async function read(bytes: Buffer | Buffer[]) {
  const file = await openCsv(Readable.from(Array.isArray(bytes) ? bytes : [bytes]))
  const rows: CsvRow[] = []
  for await (const batch of file.rows) rows.push(...batch)
  return { headers: file.headers, delimiter: file.delimiter, rows, cells: rows.map((row) => row.cells) }
}
const text = (content: string) => Buffer.from(content, 'utf8')
const oneByteAtATime = (bytes: Buffer) => Array.from(bytes, (byte) => Buffer.from([byte]))
const people = 'Name,E-mail\nZoë Weiß,zoe@example.com\nNuñez,n@example.com\n'
const expected = [
  ['Zoë Weiß', 'zoe@example.com'],
  ['Nuñez', 'n@example.com'],
]

describe('encodings', () => {
  test.each([
    ['UTF-8', text(people)],
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text(people)])],
    ['UTF-16 LE with a mark', iconv.encode(people, 'utf-16le', { addBOM: true })],
    ['UTF-16 BE with a mark', iconv.encode(people, 'utf-16be', { addBOM: true })],
    ['UTF-16 LE without a mark', iconv.encode(people, 'utf-16le', { addBOM: false })],
    ['UTF-16 BE without a mark', iconv.encode(people, 'utf-16be', { addBOM: false })],
    ['Latin-1', iconv.encode(people, 'latin1')],
    ['Windows-1252', iconv.encode(people, 'windows-1252')],
  ])('%s is read, in one piece and byte by byte', async (_name, bytes) => {
    const whole = await read(bytes)
    expect(whole.headers).toEqual(['Name', 'E-mail'])
    expect(whole.cells).toEqual(expected)
    expect((await read(oneByteAtATime(bytes))).cells).toEqual(expected)
  })

  test('Latin-1 is noticed even when its first accent comes after a megabyte of plain text', async () => {
    const plain = `Name,E-mail\n${'Ann Lee,ann@example.com\n'.repeat(45_000)}`
    const bytes = iconv.encode(`${plain}Zoë,zoe@example.com\n`, 'latin1')
    const pieces = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, at) => bytes.subarray(at * 65_536, (at + 1) * 65_536))
    expect((await read(pieces)).cells.at(-1)).toEqual(['Zoë', 'zoe@example.com'])
  })

  test('a broken byte in a UTF-8 file does not turn the whole file into Latin-1', async () => {
    const bytes = Buffer.concat([text('Name\nZoë\nNuñez\nbro'), Buffer.from([0xff]), text('ken\nÅsa\n')])
    expect((await read(bytes)).cells).toEqual([['Zoë'], ['Nuñez'], ['bro\ufffdken'], ['Åsa']])
  })
})

describe('shapes of files', () => {
  test.each([
    ['comma', 'a,b;c,d\n1,2;2,3\n', ',', ['a', 'b;c', 'd']],
    ['semicolon', 'a;b,c;d\n1;2,5;3\n', ';', ['a', 'b,c', 'd']],
    ['tab', 'a\tb, c\td\n1\t2\t3\n', '\t', ['a', 'b, c', 'd']],
    ['bar', 'a|b|c\n1|2|3\n', '|', ['a', 'b', 'c']],
    ['stated by Excel', 'sep=;\r\na;b\r\n1,1;2\r\n', ';', ['a', 'b']],
    ['commas inside quotes', '"a, x";"b, y"\n"1,2,3";"4,5,6"\n', ';', ['a, x', 'b, y']],
  ])('the delimiter is found: %s', async (_name, content, delimiter, headers) => {
    expect(await read(text(content))).toMatchObject({ delimiter, headers })
  })

  test.each([['\n'], ['\r\n'], ['\r']])('lines may end in %j', async (end) => {
    const { cells } = await read(text(['a,b', '1,"x', 'y"', '', '3,4', ''].join(end)))
    expect(cells).toEqual([
      ['1', `x${end}y`],
      ['3', '4'],
    ])
  })

  test('rows are numbered as a spreadsheet numbers them, blank ones counted', async () => {
    const { rows } = await read(text('a,b\n1,2\n\n"x\ny",4\n5,6\n'))
    expect(rows.map((row) => row.line)).toEqual([2, 4, 5])
  })

  test('a row keeps its surplus and its missing cells for the judge of rows', async () => {
    expect((await read(text('a,b\n1\n1,2,3\n'))).cells).toEqual([['1'], ['1', '2', '3']])
  })

  test('equal headers are told apart and empty ones get a name', async () => {
    expect((await read(text('Email,Email,,Email,,\n1,2,3,4,,\n'))).headers).toEqual(['Email', 'Email (2)', 'Column 3', 'Email (3)'])
  })

  test('a file without a header row loses nobody', async () => {
    const { headers, cells } = await read(text('Ann,Lee,ann@example.com\nBo,Ek,bo@example.com\n'))
    expect(headers).toEqual(['Column 1', 'Column 2', 'Column 3'])
    expect(cells).toHaveLength(2)
  })
})

describe('what is no list is refused with what to do', () => {
  test.each([
    ['an Excel workbook or zip', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(500)]), /save the sheet as CSV/],
    ['gzip', gzipSync('a,b\n1,2\n'), /Unpack it/],
    ['old Excel', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(500)]), /old Excel workbook/],
    ['PDF', text('%PDF-1.7 ...'), /PDF/],
    ['binary', Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 32)), /not a text file/],
    ['nothing', text(''), /empty/],
    ['blank lines', text('\n\n  \n'), /empty/],
    ['a quote never closed', text('a,b\n1,2\n"3,4\n5,6\n'), /quotation mark opened in or after row 3/],
    ['a quote that swallows a megabyte', text(`a,b\n"${'x,y\n'.repeat(300_000)}`), /quotation mark/],
    ['too many columns', text(`${'a,'.repeat(600)}b\n`), /601 columns/],
  ])('%s', async (_name, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(message)
  })
})

test('memory does not grow with the file', async () => {
  const line = text(`"${'x'.repeat(60)}",someone@example.com,${'y'.repeat(120)}\n`)
  const block = Buffer.concat(Array.from({ length: 500 }, () => line))
  async function* file() {
    yield text('a,b,c\n')
    for (let sent = 0; sent < 24_000_000; sent += block.length) yield block
  }
  const memory: number[] = []
  let rows = 0
  for await (const batch of (await openCsv(file())).rows) {
    const isDue = Math.floor((rows + batch.length) / 10_000) > Math.floor(rows / 10_000)
    rows += batch.length
    if (isDue) memory.push(held())
  }
  expect(rows).toBeGreaterThan(100_000)
  // A file that is held would raise it by its own size.
  expect((memory.at(-1) ?? 0) - (memory[0] ?? 0)).toBeLessThan(6_000_000)
}, 60_000)

/** Bytes that are left once the garbage is collected: nothing depends on when that happens by itself. */
function held(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

test('a real export of 40 synthetic patients is read whole', async () => {
  const file = await openCsv(createReadStream(new URL('../fixtures/synthea-patients.csv', import.meta.url)))
  let rows = 0
  for await (const batch of file.rows) rows += batch.length
  expect({ rows, columns: file.headers.length }).toEqual({ rows: 40, columns: 25 })
})
