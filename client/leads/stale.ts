/** Asks which of two versions of a lead stays. */
import type { LeadChanges } from './cache.ts'
import type { Lead } from './queries.ts'

export type Versions = {
  /** The row as somebody else left it. */
  theirs: Lead
  /** What I want to change. */
  mine: LeadChanges
  /** What I saw when I changed it. */
  seen: LeadChanges
}
export type Choice = 'mine' | 'theirs'
type Asked = Versions & { answer: (choice: Choice) => void }

let asked: Asked | undefined
const listeners = new Set<() => void>()

export function chooseVersion(versions: Versions): Promise<Choice> {
  asked?.answer('theirs')
  return new Promise((resolve) => {
    asked = {
      ...versions,
      answer: (choice) => {
        asked = undefined
        tell()
        resolve(choice)
      },
    }
    tell()
  })
}

export const pendingChoice = () => asked

export function onChoice(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function tell() {
  for (const listener of listeners) listener()
}

/** Kept by the server itself: no choice hangs on them. */
const bookkeeping = new Set(['id', 'createdAt', 'updatedAt', 'lastPortalLogin', 'stageEnteredAt', 'nextStep'])

/** The fields in which two versions of a lead differ for somebody who looks at them. */
export function differences(seen: LeadChanges, now: Lead): (keyof Lead)[] {
  return namesOf(now).filter((name) => !bookkeeping.has(name) && name in seen && (seen[name] ?? null) !== (now[name] ?? null))
}

const namesOf = (lead: Lead) => Object.keys(lead).filter((name): name is keyof Lead & string => name in lead)
