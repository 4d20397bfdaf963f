/** Tables that a plan reads as a whole to find few of their rows. */
import type { PlanNode } from './plans-storage.ts'
import type { TableFacts } from './storage.ts'

export interface Hint {
  table: string
  columns: string[]
  rows: number
}

const worthAnIndex = 5_000
const fewShare = 0.2

interface Scan {
  table: string
  filter: string
  found: number
}

export const wholeScans = (node: PlanNode): Scan[] => [
  ...(node['Node Type'] === 'Seq Scan' && node['Relation Name'] && node.Filter
    ? [{ table: node['Relation Name'], filter: node.Filter, found: node['Plan Rows'] }]
    : []),
  ...(node.Plans ?? []).flatMap(wholeScans),
]

export function hintOf({ table, filter, found }: Scan, { rows, columns, indexed }: TableFacts): Hint | undefined {
  if (rows < worthAnIndex || found > rows * fewShare) return undefined
  const compared = columns.filter((column) => isCompared(column, filter) && !indexed.includes(column))
  return compared.length ? { table, columns: compared, rows: Math.round(rows) } : undefined
}

/** `(notes = $1)`, `((email)::text ~~ $1)`, `leads.notes = ANY ($1)` */
const isCompared = (column: string, filter: string) =>
  new RegExp(`(?<![\\w.])(?:\\w+\\.)?\\(?"?${column}"?\\)?(?:::[a-z ]+)? (?:=|<=?|>=?|~~\\*?|~\\*?) `).test(filter)
