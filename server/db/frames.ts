/** Messages to PostgreSQL (parse, bind, execute, sync) written into one piece of memory, so that they leave in one write. */

export type Cells = (string | null)[]

export interface Frame {
  /** Without a name the statement is planned for its values each time. */
  name: string
  /** Given where the connection has to parse the statement first. */
  parse: string | undefined
  values: Cells
}

const [parseMark, bindMark, executeMark, syncMark] = [0x50, 0x42, 0x45, 0x53]
const null32 = -1

let page = Buffer.allocUnsafeSlow(64 * 1024)
let at = 0

/** The frames' statements one after the other, and the Sync that ends their transaction. */
export function encode(frames: readonly Frame[]): Buffer {
  at = 0
  for (const { name, parse, values } of frames) {
    if (parse !== undefined) writeParse(name, parse)
    writeBind(name, values)
    writeExecute()
  }
  room(5)
  page[at++] = syncMark
  at = page.writeInt32BE(4, at)
  // The page serves the next trip while the socket may still hold this one.
  return Buffer.from(page.subarray(0, at))
}

function writeParse(name: string, text: string): void {
  const length = begin(parseMark)
  writeText(name)
  writeText(text)
  writeInt16(0)
  end(length)
}

/** Values as text, answers as text, in the portal without a name. */
function writeBind(name: string, values: Cells): void {
  const length = begin(bindMark)
  writeText('')
  writeText(name)
  writeInt16(0)
  writeInt16(values.length)
  for (const value of values) writeValue(value)
  writeInt16(0)
  end(length)
}

function writeValue(value: string | null): void {
  room(4)
  const length = at
  at += 4
  if (value !== null) write(value)
  page.writeInt32BE(value === null ? null32 : at - length - 4, length)
}

function writeExecute(): void {
  const length = begin(executeMark)
  writeText('')
  room(4)
  at = page.writeInt32BE(0, at)
  end(length)
}

/** Answers where the message's length goes once it is known. */
function begin(mark: number): number {
  room(5)
  page[at++] = mark
  at += 4
  return at - 4
}

function end(length: number): void {
  page.writeInt32BE(at - length, length)
}

function writeInt16(value: number): void {
  room(2)
  at = page.writeInt16BE(value, at)
}

function writeText(text: string): void {
  write(text)
  room(1)
  page[at++] = 0
}

function write(text: string): void {
  room(text.length * 3)
  at += page.write(text, at)
}

function room(bytes: number): void {
  if (at + bytes <= page.length) return
  const larger = Buffer.allocUnsafeSlow(Math.max(page.length * 2, at + bytes))
  page.copy(larger, 0, 0, at)
  page = larger
}
