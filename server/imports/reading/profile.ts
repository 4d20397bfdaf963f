/** What is in each column: filled cells, few or many different values, and what they look like. */
import type { CellShape, ColumnProfile } from '#shared/imports'
import { plainCell } from './cells.ts'
import { endsInDigits, looksLikeDate, looksLikeEmail, looksLikeName, looksLikePhone } from './shapes.ts'

export type Profiler = { add(cells: string[]): void; columns(): ColumnProfile[] }

/** Columns with more different values than this hold no list of choices. */
const distinctLimit = 100
const longestValue = 200
const lookedRows = 2000
const sampleCount = 3

export function profiler(width: number): Profiler {
  const columns = Array.from({ length: width }, () => column())
  return {
    add: (cells) => {
      for (let at = 0; at < width; at++) columns[at]?.add(plainCell(cells[at] ?? '').trim())
    },
    columns: () => columns.map((each) => each.profile()),
  }
}

function column() {
  const shapes: Record<CellShape, number> = { email: 0, phone: 0, date: 0, name: 0, nameWithDigits: 0, twoWords: 0 }
  const samples: string[] = []
  let values: Map<string, number> | null = new Map()
  const seen = { filled: 0, looked: 0, dayFirst: 0, monthFirst: 0 }
  const look = (cell: string) => {
    seen.looked++
    for (const shape of shapesOf(cell)) shapes[shape]++
    const order = dateOrderOf(cell)
    if (order) seen[order]++
    if (samples.length < sampleCount && !samples.includes(cell)) samples.push(cell.slice(0, longestValue))
  }
  const count = (cell: string) => {
    if (!values) return
    values.set(cell, (values.get(cell) ?? 0) + 1)
    if (values.size > distinctLimit || cell.length > longestValue) values = null
  }
  return {
    add: (cell: string) => {
      if (cell === '') return
      seen.filled++
      if (seen.looked < lookedRows) look(cell)
      count(cell)
    },
    profile: (): ColumnProfile => ({ ...seen, shapes, samples, values: values && byCount(values) }),
  }
}

function shapesOf(cell: string): CellShape[] {
  if (looksLikeEmail(cell)) return ['email']
  if (looksLikeDate(cell)) return ['date']
  if (looksLikePhone(cell)) return ['phone']
  if (!looksLikeName(cell)) return []
  const shapes: CellShape[] = ['name']
  if (cell.split(' ').every(endsInDigits)) shapes.push('nameWithDigits')
  if (/^\S+,? \S+$/.test(cell)) shapes.push('twoWords')
  return shapes
}

/** 25/12/2025 can only be day first, 12/25/2025 only month first. */
function dateOrderOf(cell: string): 'dayFirst' | 'monthFirst' | undefined {
  const parts = /^(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b/.exec(cell)
  if (!parts) return undefined
  if (Number(parts[1]) > 12) return 'dayFirst'
  return Number(parts[2]) > 12 ? 'monthFirst' : undefined
}

function byCount(values: Map<string, number>): { value: string; count: number }[] {
  return [...values].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}
