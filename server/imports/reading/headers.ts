/** The names of a file's columns: unique, never empty, made up when the file has no header row. */
import { looksLikeDate, looksLikeEmail, looksLikePhone } from './shapes.ts'

const longestHeader = 200

/** `isHeader` is false when the first row is already a person. */
export function headersOf(first: string[]): { headers: string[]; isHeader: boolean } {
  const cells = withoutEmptyEnd(first.map(tidy))
  const isHeader = !cells.some((cell) => looksLikeEmail(cell) || looksLikePhone(cell) || looksLikeDate(cell))
  const names = isHeader ? cells : cells.map(() => '')
  return { headers: uniqueNames(names.map((name, at) => name || `Column ${at + 1}`)), isHeader }
}

function tidy(cell: string): string {
  return cell.replaceAll('\0', '').replace(/\s+/g, ' ').trim().normalize('NFC').slice(0, longestHeader)
}

function withoutEmptyEnd(cells: string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== '')
  return cells.slice(0, last + 1)
}

/** Later ones of equal names get a number; the first keeps its own. */
export function uniqueNames(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let n = 2; taken.has(free); n++) free = `${name} (${n})`
    taken.add(free)
    return free
  })
}
