/**
 * Keyboard shortcuts. A page says `useKeys([{ key: 'j', does: 'Next', run }])`; the newest page hears first.
 * Single keys rest while somebody types, while a dialog is open, and when the person switched them off.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { readPreference } from './preference.ts'

export type KeyBinding = {
  /** `j`, `?`, `/`, `Enter`, `Escape`, `mod+k` (Ctrl, or Command on a Mac), or `g l`: one after the other. */
  key: string
  does: string
  run: () => void
  /** Left out of the cheat sheet and the footer. */
  hidden?: true
  /** Which part of the cheat sheet it stands in; of the present page by default. */
  group?: 'go' | 'everywhere'
}

export const singleKeysPreference = 'single-keys'

const typingOrChoosing =
  'input:not([type="checkbox"]), textarea, select, dialog, [contenteditable="true"], [role="dialog"], [role="listbox"], [role="menu"], [data-mantine-stop-propagation="true"]'

const layers: { current: readonly KeyBinding[] }[] = []
const listeners = new Set<() => void>()
let snapshot: readonly KeyBinding[] = []

export function useKeys(bindings: readonly KeyBinding[]) {
  const layer = useRef(bindings)
  layer.current = bindings
  useEffect(() => {
    if (layers.length === 0) document.addEventListener('keydown', hear)
    layers.unshift(layer)
    changed()
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      if (layers.length === 0) document.removeEventListener('keydown', hear)
      changed()
    }
  }, [])
}

/** What can be pressed right now, for the cheat sheet. */
export function useActiveKeys(): readonly KeyBinding[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
}

export function keyOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key
}

/** The second key of two comes within this time. */
const secondKeyMs = 1500
let begun: { key: string; at: number } | undefined

function hear(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey || event.isComposing || ['Shift', 'Control', 'Meta'].includes(event.key)) return
  const pressed = keyOf(event)
  const first = begun && event.timeStamp - begun.at < secondKeyMs ? begun.key : undefined
  begun = undefined
  if (!pressed.startsWith('mod+') && resting(event, pressed)) return
  const binding = (first && bindingOf(`${first} ${pressed}`)) || bindingOf(pressed)
  if (binding) {
    event.preventDefault()
    binding.run()
  } else if (layers.some((layer) => layer.current.some(({ key }) => key.startsWith(`${pressed} `)))) {
    begun = { key: pressed, at: event.timeStamp }
    event.preventDefault()
  }
}

/** The newest page hears first; what works everywhere hears what no page has a meaning of its own for. */
function heardInOrder(): KeyBinding[] {
  const all = layers.flatMap((layer) => layer.current)
  return [...all.filter(({ group }) => group === undefined), ...all.filter(({ group }) => group !== undefined)]
}

const bindingOf = (pressed: string): KeyBinding | undefined => heardInOrder().find(({ key }) => key === pressed)

function resting(event: KeyboardEvent, pressed: string): boolean {
  const target = event.target instanceof Element ? event.target : document.body
  if (target.closest(typingOrChoosing)) return true
  if (pressed === 'Enter' && target.closest('button, a')) return true
  return pressed.length === 1 && readPreference(singleKeysPreference, 'on') === 'off'
}

function changed() {
  snapshot = heardInOrder().filter(({ hidden }) => !hidden)
  for (const listener of listeners) listener()
}
