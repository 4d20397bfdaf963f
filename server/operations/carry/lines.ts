/** Lines of a stream, each with its end, however it is cut into pieces; only 0x0A ends one. */
export interface Lines {
  /** Nothing after the last. */
  next(): Promise<Buffer | undefined>
}

const newline = 0x0a

export function linesIn(source: AsyncIterable<Buffer>): Lines {
  const lines = split(source)
  return { next: async () => (await lines.next()).value ?? undefined }
}

async function* split(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  for await (const piece of source) {
    let from = 0
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
      yield Buffer.concat([...held, piece.subarray(from, end + 1)])
      held = []
      from = end + 1
    }
    if (from < piece.length) held.push(piece.subarray(from))
  }
  if (held.length) yield Buffer.concat(held)
}
