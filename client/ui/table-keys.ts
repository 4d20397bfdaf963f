import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'

type RowKeysInput<Row> = {
  rows: readonly Row[]
  rowId: (row: Row) => number
  selected?: number
  onOpen?: (row: Row) => void
  reveal: (index: number) => void
  scroller: RefObject<HTMLElement | null>
}

/** j and k from anywhere, arrows on the rows themselves; with a record open, moving opens the next one. */
export function useRowKeys<Row>({ rows, rowId, selected, onOpen, reveal, scroller }: RowKeysInput<Row>) {
  const [active, setActive] = useState(0)
  const wanted = useRef<number | undefined>(undefined)
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
  useKeys([
    { key: 'j', does: t('common.nextRow'), run: () => go(shownActive + 1) },
    { key: 'k', does: t('common.previousRow'), run: () => go(shownActive - 1) },
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
    const row = rows[shownActive]
    const to = moves[event.key]
    if (event.key === 'Enter' && row !== undefined) onOpen?.(row)
    else if (to !== undefined) go(to)
    else return
    event.preventDefault()
  }
  return { active: shownActive, onKeyDown }
}
