/** What was opened last, for as long as the page is open: names of people are kept nowhere else. */
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

export type Recent = { href: string; name: string; detail?: string }

const most = 8
let recents: readonly Recent[] = []
const listeners = new Set<() => void>()

export function remember(recent: Recent) {
  recents = [recent, ...recents.filter(({ href }) => href !== recent.href)].slice(0, most)
  for (const listener of listeners) listener()
}

export function useRecents(): readonly Recent[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => recents,
  )
}

const rooms: Record<string, string> = { 'lead-record': 'leads', 'contact-record': 'patients' }

/** A record that is shown has been read: the rooms need not say so. */
export function followOpened(queries: QueryClient): () => void {
  return queries.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'observerAdded' && type !== 'updated') return
    const [kind, id] = query.queryKey
    const room = rooms[String(kind)]
    const name = room && query.getObserversCount() > 0 ? nameIn(query.state.data) : undefined
    const href = `/${room}/${id}`
    if (name && recents[0]?.href !== href) remember({ href, name })
  })
}

/** The name of a row, or of a row beside its ETag. */
function nameIn(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  if ('row' in data) return nameIn(data.row)
  if (!('firstName' in data && 'lastName' in data)) return undefined
  return `${data.firstName} ${data.lastName}`
}
