import type { ReactNode } from 'react'

export type TableColumn<Row> = {
  id: string
  header: string
  /** The header is only spoken: what stands below needs no title. */
  quietHeader?: true
  cell: (row: Row) => ReactNode
  /** At least so many pixels. */
  width: number
  /** Its share of the room that is left; none by default. */
  grow?: number
  align?: 'end'
  /** The name the API sorts by; without one the header is plain text. */
  sort?: string
  /** The direction a first click takes, when the newest or largest should come first. */
  sortFirst?: 'descending'
  /** Its place on a two-line row of a phone; without one it is left out there. */
  phone?: 'title' | 'aside' | 'detail'
  /** The first to go when an open panel takes the room: the panel says it too. */
  givesWay?: true
  /** Always shown: the column chooser leaves it alone. */
  fixed?: true
}

/** `minmax()` tracks for a CSS grid, so that header and rows agree. */
export function gridTracks(columns: readonly { width: number; grow?: number }[]): string {
  return columns.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`)).join(' ')
}

export function leastWidth(columns: readonly { width: number }[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0)
}

type Fitting = { width: number; fixed?: true; givesWay?: true }

/** Whole columns for the room there is: those that give way go first, then the last ones; what is fixed stays. */
export function columnsThatFit<Column extends Fitting>(columns: readonly Column[], room: number): readonly Column[] {
  if (leastWidth(columns) <= room) return columns
  const next = columns.find(({ givesWay }) => givesWay) ?? columns.findLast(({ fixed }) => !fixed)
  return next
    ? columnsThatFit(
        columns.filter((column) => column !== next),
        room,
      )
    : columns
}

/** `lastName` -> `-lastName` -> `lastName`; another column starts in its own first direction. */
export function nextSort(current: string | undefined, column: { sort?: string; sortFirst?: 'descending' }): string {
  const name = column.sort ?? ''
  if (current === name) return `-${name}`
  if (current === `-${name}`) return name
  return column.sortFirst ? `-${name}` : name
}

export function sortState(current: string | undefined, sort: string | undefined) {
  if (!sort) return undefined
  if (current === sort) return 'ascending'
  return current === `-${sort}` ? 'descending' : 'none'
}
