/** What the keys of every list do. */
import type { KeyBinding } from '../lib/keys.ts'
import { rowAt } from '../lib/place.ts'

export const searchKey = (does: string): KeyBinding => ({
  key: '/',
  does,
  run: () => document.querySelector<HTMLElement>('[data-list-search]')?.focus(),
})

/** For the record whose row or card has the focus. */
export function onRow(act: (id: number) => void) {
  const id = rowAt(document.activeElement)
  if (id !== undefined) act(id)
}
