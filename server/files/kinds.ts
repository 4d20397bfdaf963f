/** What a file is, by what stands in it; never by its name or by what its sender says. */
import { fileLimits, type fileTypes } from '../../shared/contracts/files.ts'

export type FileType = (typeof fileTypes)[number]

const startsWith = (bytes: Buffer, signature: readonly number[], at = 0) => signature.every((byte, index) => bytes[at + index] === byte)
const textAt = (bytes: Buffer, at: number, length: number) => bytes.toString('latin1', at, at + length)

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1'])

/** Nothing for what is none of the kinds we keep. Anything a browser could run is none of them. */
export function kindOf(bytes: Buffer): FileType | undefined {
  if (textAt(bytes, 0, 5) === '%PDF-') return 'application/pdf'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'image/webp'
  if (textAt(bytes, 4, 4) === 'ftyp' && heicBrands.has(textAt(bytes, 8, 4))) return 'image/heic'
  return isPlainText(bytes) ? 'text/plain' : undefined
}

/** Text that could not be taken for a page: no control characters, none of the marks that pages and their scripts begin with. */
function isPlainText(bytes: Buffer): boolean {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return false
  }
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return false
  }
  return text.trim() !== '' && !text.trimStart().startsWith('<') && !/<(script|svg|html|body|iframe|!doctype|\?xml)/i.test(text)
}

const endings: Record<FileType, readonly [string, ...string[]]> = {
  'application/pdf': ['.pdf'],
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/webp': ['.webp'],
  'image/heic': ['.heic', '.heif'],
  'text/plain': ['.txt', '.csv', '.md', '.log'],
}

/** A name to show and to save under: no folders, nothing that steers a terminal or a page, the ending of what it is. */
export function safeName(given: string, type: FileType): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"|?*%]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const ending = endings[type].find((each) => plain.toLowerCase().endsWith(each)) ?? endings[type][0]
  const stem = plain.toLowerCase().endsWith(ending) ? plain.slice(0, -ending.length) : plain
  return `${[...stem].slice(0, fileLimits.name - ending.length).join('') || 'file'}${ending}`
}
