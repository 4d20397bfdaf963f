/** Asks once before something that cannot be taken back: `if (await confirm({ ... })) ...`. */

export type Question = {
  title: string
  detail: string
  /** The verb on the button that does it. */
  action: string
  danger?: true
}
type Asked = Question & { answer: (yes: boolean) => void }

let asked: Asked | undefined
const listeners = new Set<() => void>()

export function confirm(question: Question): Promise<boolean> {
  asked?.answer(false)
  return new Promise((resolve) => {
    asked = {
      ...question,
      answer: (yes) => {
        asked = undefined
        tell()
        resolve(yes)
      },
    }
    tell()
  })
}

export const pendingQuestion = () => asked

export function onQuestion(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function tell() {
  for (const listener of listeners) listener()
}
