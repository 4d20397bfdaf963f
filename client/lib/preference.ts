/** Small choices a browser remembers for its person (shown columns, single-key shortcuts). Never people's data. */
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

export function usePreference(name: string, initial: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => readPreference(name, initial))
  return [value, (next) => writePreference(name, next)]
}

export function readPreference(name: string, initial: string): string {
  try {
    return localStorage.getItem(`healthcrm.${name}`) ?? initial
  } catch {
    return initial
  }
}

export function writePreference(name: string, value: string) {
  try {
    localStorage.setItem(`healthcrm.${name}`, value)
  } catch {
    // Storage may be forbidden; then the choice lasts as long as nobody asks again.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}
