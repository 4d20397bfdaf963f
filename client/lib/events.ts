/** Others' changes as they happen: the server's event stream, turned into fresh queries. */
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { apiBase, request } from './http.ts'
import { type ActivityEvent, roomsOf } from './invalidation.ts'
import { heardPresence, presenceBegins } from './presence.ts'

/** `connecting`: for the first time; nobody has missed anything yet. */
export type LiveState = 'connecting' | 'live' | 'reconnecting'
type EventListener = (events: readonly ActivityEvent[]) => void

/** An import writes thousands of events; one refresh for all that come together is enough. */
const gatherMilliseconds = 200
const longestPause = 30_000
const untold = ['notifications', 'settings']

let state: LiveState = 'connecting'
const stateListeners = new Set<() => void>()
const eventListeners = new Set<EventListener>()

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
    () => state,
  )
}

/** For pages that do more than read again, such as saying who moved a card. */
export function onEvents(listener: EventListener) {
  eventListeners.add(listener)
  return () => {
    eventListeners.delete(listener)
  }
}

/** Listens until the returned function is called. */
export function followEvents(queries: QueryClient): () => void {
  const gather = gathering((events) => {
    for (const room of roomsOf(events)) void queries.invalidateQueries({ queryKey: [room] })
    for (const listener of eventListeners) listener(events)
  })
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let pause = 1000
  const connect = (missed: boolean) => {
    source = new EventSource(`${apiBase}/events`)
    source.onopen = () => {
      pause = 1000
      setState('live')
      if (missed) void queries.invalidateQueries()
      // What a resumed stream does not tell again.
      else for (const room of untold) void queries.invalidateQueries({ queryKey: [room] })
    }
    source.addEventListener('activity', ({ data }) => gather(data))
    source.addEventListener('stream', ({ data }) => presenceBegins(data))
    source.addEventListener('presence', ({ data }) => heardPresence(data))
    source.addEventListener('notified', () => void queries.invalidateQueries({ queryKey: ['notifications'] }))
    // Too much was missed or changed to be told one by one.
    source.addEventListener('reload', () => void queries.invalidateQueries())
    source.onerror = () => {
      setState('reconnecting')
      // The browser itself resumes after a broken line, with Last-Event-ID; after a refusal it gives up and we begin anew.
      if (source?.readyState !== EventSource.CLOSED) return
      // A stream does not say why it was refused. If the session has ended, this request finds out and the page is emptied.
      request('GET /me').catch(() => undefined)
      retry = setTimeout(() => connect(true), pause)
      pause = Math.min(longestPause, pause * 2)
    }
  }
  connect(false)
  return () => {
    clearTimeout(retry)
    source?.close()
  }
}

function gathering(flush: (events: ActivityEvent[]) => void) {
  let waiting: ActivityEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  return (data: unknown) => {
    const event = parse(data)
    if (event) waiting.push(event)
    if (timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      const events = waiting
      waiting = []
      flush(events)
    }, gatherMilliseconds)
  }
}

function parse(data: unknown): ActivityEvent | undefined {
  if (typeof data !== 'string' || !data.startsWith('{')) return undefined
  const event: Partial<ActivityEvent> = JSON.parse(data)
  return typeof event.entityType === 'string' && typeof event.entityId === 'number'
    ? { ...event, entityType: event.entityType, entityId: event.entityId }
    : undefined
}

function setState(next: LiveState) {
  if (next === state) return
  state = next
  for (const listener of stateListeners) listener()
}
