import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type KeyBinding, useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import type { RowSelection } from './row-selection.ts'

type RowKeysInput<Row> = {
  rows: readonly Row[]
  rowId: (row: Row) => number
  selected?: number
  onOpen?: (row: Row) => void
  reveal: (index: number) => void
  scroller: RefObject<HTMLElement | null>
  selection?: RowSelection
}

/** j and k from anywhere, arrows on the rows themselves; with a record open, moving opens the next one. */
export function useRowKeys<Row>({ rows, rowId, selected, onOpen, reveal, scroller, selection }: RowKeysInput<Row>) {
  const [active, setActive] = useState(0)
  const wanted = useRef<number | undefined>(undefined)
  const [, setTurn] = useState(0)
  const last = rows.length - 1
  const shownActive = Math.min(active, Math.max(0, last))

  const openIndex = selected === undefined ? -1 : rows.findIndex((row) => rowId(row) === selected)
  useEffect(() => {
    if (openIndex >= 0) setActive(openIndex)
  }, [openIndex])

  const go = (index: number) => {
    const target = rows[Math.max(0, Math.min(last, index))]
    if (target === undefined) return
    const to = Math.max(0, Math.min(last, index))
    setActive(to)
    reveal(to)
    wanted.current = to
    // The row may be the active one already and still be without the focus.
    setTurn((turn) => turn + 1)
    if (selected !== undefined) onOpen?.(target)
  }
  useEffect(() => {
    if (wanted.current === undefined) return
    const frame = requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`)?.focus({ preventScroll: true })
      wanted.current = undefined
    })
    return () => cancelAnimationFrame(frame)
  })
  // The first press finds the row one was on; from there they move.
  const step = (by: number) => go(selected !== undefined || onRow(scroller.current) ? shownActive + by : shownActive)
  const row = rows[shownActive]
  useKeys([
    ...pickKeys(selection, row && rowId(row)),
    { key: 'j', does: t('common.nextRow'), run: () => step(1) },
    { key: 'k', does: t('common.previousRow'), run: () => step(-1) },
  ])

  const moves: Record<string, number> = {
    ArrowDown: shownActive + 1,
    ArrowUp: shownActive - 1,
    PageDown: shownActive + 15,
    PageUp: shownActive - 15,
    Home: 0,
    End: last,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return
    const to = moves[event.key]
    if (event.key === 'Enter' && row !== undefined) onOpen?.(row)
    else if (to !== undefined) go(to)
    else return
    event.preventDefault()
  }
  return { active: shownActive, onKeyDown, goTo: setActive }
}

function pickKeys(selection: RowSelection | undefined, id: number | undefined): KeyBinding[] {
  if (!selection) return []
  const { picked, set, has, clear } = selection
  const pick = { key: 'x', does: t('table.pickKey'), run: () => id !== undefined && set([id], !has(id)) }
  return picked.all || picked.ids.size > 0 ? [pick, { key: 'Escape', does: t('table.pickNone'), run: clear }] : [pick]
}

function onRow(scroller: HTMLElement | null): boolean {
  const focused = document.activeElement
  return focused instanceof HTMLElement && focused.dataset.row !== undefined && !!scroller?.contains(focused)
}
