/** A list while it is edited: pure steps, and what of them is sent. */
import type { ListChange, ListEntry } from './queries.ts'

export type DraftEntry = ListEntry & {
  /** Stays while it is renamed and moved. */
  key: string
  /** What it is called in the stored list; nothing for a new one. */
  was?: string
}

export const draftOf = (entries: readonly ListEntry[]): DraftEntry[] =>
  entries.map((entry) => ({ ...entry, key: entry.value, was: entry.value }))

export function moved(draft: readonly DraftEntry[], at: number, by: -1 | 1): DraftEntry[] {
  const next = [...draft]
  const [entry] = next.splice(at, 1)
  if (entry) next.splice(at + by, 0, entry)
  return next
}

export const changed = (draft: readonly DraftEntry[], key: string, change: Partial<DraftEntry>): DraftEntry[] =>
  draft.map((entry) => (entry.key === key ? { ...entry, ...change } : entry))

/** Blank or twice in the list, whatever the case. */
export function wrongEntries(draft: readonly DraftEntry[]): Set<string> {
  const seen = new Set<string>()
  const wrong = new Set<string>()
  for (const { key, value } of draft) {
    const name = value.trim().toLowerCase()
    if (name === '' || seen.has(name)) wrong.add(key)
    seen.add(name)
  }
  return wrong
}

export function changeOf(entries: readonly ListEntry[], draft: readonly DraftEntry[]): ListChange {
  const kept = new Set(draft.map(({ was }) => was))
  return {
    entries: draft.map(({ value, was, closes, isRetired }) => ({
      value: value.trim(),
      ...(was === undefined || was === value.trim() ? {} : { was }),
      closes,
      isRetired,
    })),
    remove: entries.filter(({ value }) => !kept.has(value)).map(({ value }) => value),
  }
}

export function isChanged(entries: readonly ListEntry[], draft: readonly DraftEntry[]): boolean {
  const plain = draft.map(({ value, closes, isRetired, isFixed }) => ({ value: value.trim(), closes, isRetired, isFixed }))
  return JSON.stringify(plain) !== JSON.stringify(entries)
}
