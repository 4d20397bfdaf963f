/** Short messages at the foot of the page. What can be undone says so, for eight seconds. */

export type ToastMessage = {
  text: string
  /** Offers to take back what was just done. */
  undo?: () => void
  /** Something was refused: stays longer and is spoken at once. */
  refused?: true
}
export type ShownToast = ToastMessage & { id: number }

export const toastMilliseconds = 8000

let shown: readonly ShownToast[] = []
let lastId = 0
const listeners = new Set<() => void>()

export function toast(message: ToastMessage) {
  lastId += 1
  // Three at most: more than that nobody reads, and the newest is the one that can be undone.
  shown = [...shown.slice(-2), { ...message, id: lastId }]
  tell()
}

export function closeToast(id: number) {
  shown = shown.filter((each) => each.id !== id)
  tell()
}

export const shownToasts = () => shown

export function onToasts(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function tell() {
  for (const listener of listeners) listener()
}
