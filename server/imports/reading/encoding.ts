/** From bytes to text: which encoding a file is in, and its text as a stream. */
import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { UnreadableFile } from './unreadable.ts'

const headBytes = 64 * 1024

/** Yields the text without its byte order mark. Throws UnreadableFile for what is not text. */
export async function* textOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const chunks = bytes[Symbol.asyncIterator]()
  const head = await readHead(chunks)
  refuseBinary(head)
  const rest = joined(head, chunks)
  const wide = wideEncoding(head)
  if (wide) yield* wideText(rest, wide)
  else yield* narrowText(rest)
}

async function readHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  while (length < headBytes) {
    const { done, value } = await chunks.next()
    if (done) break
    parts.push(value)
    length += value.length
  }
  return Buffer.concat(parts)
}

async function* joined(head: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
}

const signatures: [string, string][] = [
  ['504b0304', 'This is an Excel workbook or a zip file. Open it and save the sheet as CSV first.'],
  ['504b0506', 'This is an empty zip file. Save the sheet as CSV first.'],
  ['1f8b', 'This file is compressed (gzip). Unpack it and import the CSV inside.'],
  ['d0cf11e0', 'This is an old Excel workbook. Open it and save the sheet as CSV first.'],
  ['25504446', 'This is a PDF. Export the list as CSV from the system it comes from.'],
]

function refuseBinary(head: Buffer): void {
  const start = head.subarray(0, 4).toString('hex')
  const known = signatures.find(([signature]) => start.startsWith(signature))
  if (known) throw new UnreadableFile(known[1])
  if (wideEncoding(head)) return
  let odd = 0
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) odd++
  if (odd > head.length / 50 + 8) throw new UnreadableFile('This is not a text file. Export the list as CSV first.')
}

/** UTF-16 by its mark, or by the zeros that every second byte of plain text is in UTF-16. */
function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const pairs = Math.floor(head.length / 2)
  if (pairs < 4) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be'
  return undefined
}

async function* wideText(bytes: AsyncIterable<Buffer>, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding)
  for await (const chunk of bytes) yield decoder.write(chunk)
  const end = decoder.end()
  if (end) yield end
}

/**
 * UTF-8 as long as it is; from the first chunk that is not, Windows-1252 (which Latin-1 is a part of).
 * Where real UTF-8 was seen before, a broken byte is damage and becomes the replacement character.
 */
async function* narrowText(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let tail: Buffer = Buffer.alloc(0)
  let first = true
  let seen: 'ascii' | 'utf-8' | 'windows-1252' = 'ascii'
  for await (const chunk of bytes) {
    const all = tail.length ? Buffer.concat([tail, chunk]) : chunk
    const cut = seen === 'windows-1252' ? all.length : wholeCharacters(all)
    const body = first ? withoutMark(all.subarray(0, cut)) : all.subarray(0, cut)
    if (body.length < cut) seen = 'utf-8'
    tail = Buffer.from(all.subarray(cut))
    first = first && cut === 0
    seen = narrowEncoding(body, seen)
    yield decode(body, seen)
  }
  if (tail.length) yield decode(tail, narrowEncoding(tail, seen))
}

function withoutMark(body: Buffer): Buffer {
  return body.subarray(0, 3).toString('hex') === 'efbbbf' ? body.subarray(3) : body
}

function decode(body: Buffer, encoding: 'ascii' | 'utf-8' | 'windows-1252'): string {
  return encoding === 'windows-1252' ? iconv.decode(body, 'windows-1252') : body.toString('utf8')
}

function narrowEncoding(body: Buffer, seen: 'ascii' | 'utf-8' | 'windows-1252') {
  if (seen === 'windows-1252' || isAscii(body)) return seen
  if (seen === 'utf-8' || isUtf8(body)) return 'utf-8'
  const text = body.toString('utf8')
  const broken = text.split('\ufffd').length - 1
  let whole = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) whole++
  return whole - broken > broken ? 'utf-8' : 'windows-1252'
}

/** How many bytes end with a whole UTF-8 character; at most three are left for the next chunk. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}
