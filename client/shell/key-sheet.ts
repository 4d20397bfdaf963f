/** The cheat sheet's groups: only what a key does now, which is what the newest page says of it. */
import type { KeyBinding } from '../lib/keys.ts'

export function sheetOf(keys: readonly KeyBinding[]) {
  const heard = keys.filter(({ key }, at) => keys.findIndex((other) => other.key === key) === at)
  const of = (group: KeyBinding['group']) => heard.filter((binding) => binding.group === group)
  return { page: of(undefined), go: of('go'), everywhere: of('everywhere') }
}

/** As they are printed on the keyboard. */
export function keyParts(key: string): string[] {
  const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
  return key.split(/[+ ]/).map((part) => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl'
    return part.length === 1 ? part.toUpperCase() : (arrows[part] ?? part)
  })
}

const arrows: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }
