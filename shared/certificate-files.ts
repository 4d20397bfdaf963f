/** The certificate in a file somebody was given: the JSON itself, or the PDF it is attached to. */
import { sealOf } from './pdf-seals.ts'

/** The parsed JSON, from a PDF with the seal of that PDF; nothing if there is none in the file. */
export async function certificateIn(bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  if (!startsWith(bytes, '%PDF')) return parsed(new TextDecoder().decode(bytes))
  for (const stream of streamsOf(bytes)) {
    const text = await inflated(stream)
    const held = text?.startsWith('{"document"') ? parsed(text) : undefined
    if (typeof held === 'object' && held !== null) return { ...held, pdf: await sealOf(bytes) }
  }
  return undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const startsWith = (bytes: Uint8Array, letters: string) => [...letters].every((letter, at) => bytes[at] === letter.charCodeAt(0))

/** What stands between `stream` and `endstream` in a PDF. */
function streamsOf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  // A letter for a byte, so that places in the text are places in the file.
  const text = new TextDecoder('latin1').decode(bytes)
  return [...text.matchAll(/stream\r?\n/g)].flatMap((match) => {
    const from = match.index + match[0].length
    const to = text.indexOf('endstream', from)
    return text.slice(match.index - 3, match.index) === 'end' || to < 0 ? [] : [bytes.subarray(from, to)]
  })
}

async function inflated(packed: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const unpack = new DecompressionStream('deflate')
  const writer = unpack.writable.getWriter()
  // A line end may follow the packed bytes: the reader has all of them by then, the writer complains.
  writer.write(packed).catch(() => undefined)
  writer.close().catch(() => undefined)
  const reader = unpack.readable.getReader()
  const parts: Uint8Array[] = []
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) if (value) parts.push(value)
  } catch {
    if (parts.length === 0) return undefined
  }
  const decoder = new TextDecoder()
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode()
}
