/** Who else has a record open: told by the event stream, which ends with this page. */
import { useEffect, useSyncExternalStore } from 'react'
import { call } from './api.ts'

type Place = { entityType: 'lead' | 'contact'; entityId: number }

const nobody: readonly number[] = []
const keyOf = ({ entityType, entityId }: Place) => `${entityType} ${entityId}`

let present = new Map<string, readonly number[]>()
const listeners = new Set<() => void>()
/** The name of the present stream, and where this page is. */
let stream: string | undefined
let place: Place | undefined

/** A new line knows nothing yet of where this page is, and tells of all others. */
export function presenceBegins(data: unknown) {
  const { stream: named } = read(data)
  stream = typeof named === 'string' ? named : undefined
  present = new Map()
  tell()
  say()
}

export function heardPresence(data: unknown) {
  const { entityType, entityId, userIds } = read(data)
  if ((entityType !== 'lead' && entityType !== 'contact') || typeof entityId !== 'number' || !Array.isArray(userIds)) return
  const here = userIds.filter((id) => typeof id === 'number')
  if (here.length > 0) present.set(keyOf({ entityType, entityId }), here)
  else present.delete(keyOf({ entityType, entityId }))
  tell()
}

/** The people who have the record open, this one among them. */
export function usePresent(record: Place): readonly number[] {
  return useSyncExternalStore(onChange, () => present.get(keyOf(record)) ?? nobody)
}

/** While the page is in sight, the others know that it shows this record. */
export function useBeingAt({ entityType, entityId }: Place) {
  useEffect(() => {
    const mine: Place = { entityType, entityId }
    const look = () => {
      place = document.visibilityState === 'visible' ? mine : undefined
      say()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      // The record that is opened next has said where we are already.
      queueMicrotask(() => {
        if (place !== mine) return
        place = undefined
        say()
      })
    }
  }, [entityType, entityId])
}

/** It is a courtesy: where it cannot be said, nothing else fails. */
function say() {
  if (stream === undefined) return
  const params = { stream }
  const said = place ? call('PUT /events/:stream/place', { params, body: place }) : call('DELETE /events/:stream/place', { params })
  said.catch(() => undefined)
}

const onChange = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell() {
  for (const listener of listeners) listener()
}

function read(data: unknown): Record<string, unknown> {
  if (typeof data !== 'string') return {}
  const read: unknown = JSON.parse(data)
  return typeof read === 'object' && read !== null ? { ...read } : {}
}
