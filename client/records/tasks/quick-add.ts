/** Asks the shell for the one-line add, from anywhere: the dialog itself is loaded when it is first wanted. */

/** Whom the new task is for, when the page knows. */
export type QuickAddFor = { kind: 'lead' | 'contact'; id: number; name: string }

type Listener = (person: QuickAddFor | undefined) => void
let listener: Listener | undefined

export function askQuickAdd(person?: QuickAddFor) {
  listener?.(person)
}

/** For the shell, which shows it. */
export function onQuickAdd(next: Listener) {
  listener = next
  return () => {
    listener = undefined
  }
}
