/** The way so far and what is ahead, as the patient reads it: without who moved them and why. */
import type { JourneyStep } from '../../shared/contracts/portal-care.ts'
import { contactStages, leadStatuses } from '../../shared/values.ts'
import type { Db } from '../db/connection.ts'
import { currentContact, findPassages, type Passage } from './journey-storage.ts'

const lastStage = 'Restart Annual Process'
const firstAgain = 'Initial Labs'

export async function patientJourney(db: Db, leadId: number) {
  const contactId = await currentContact(db)
  if (contactId === undefined) {
    return { of: 'lead' as const, year: 1, steps: stepsOf(leadStatuses, await findPassages(db, 'lead', leadId)), earlierYears: [] }
  }
  const years = yearsOf(await findPassages(db, 'contact', contactId))
  const [, ...again] = contactStages
  const drawn = years.map((passages, at) => stepsOf(at === 0 ? contactStages : again, passages))
  return { of: 'contact' as const, year: years.length, steps: drawn.at(-1) ?? [], earlierYears: drawn.slice(0, -1) }
}

/** The restart followed by the first labs opens the next year. */
function yearsOf(passages: readonly Passage[]): Passage[][] {
  const years: Passage[][] = [[]]
  passages.forEach((passage, at) => {
    if (passage.stage === firstAgain && passages[at - 1]?.stage === lastStage) years.push([])
    years.at(-1)?.push(passage)
  })
  return years
}

/** Stages behind the one they stand in are done, or were skipped if never entered. */
function stepsOf(names: readonly string[], passages: readonly Passage[]): JourneyStep[] {
  const newest = new Map(passages.map((passage) => [passage.stage, passage]))
  const here = names.indexOf(passages.findLast(({ leftAt }) => leftAt === null)?.stage ?? '')
  const reached = here >= 0 ? here : names.indexOf(passages.at(-1)?.stage ?? '') + 1
  return names.map((name, at) => {
    const passage = newest.get(name)
    const state = at === here ? 'here' : at > reached ? 'ahead' : at === reached && here < 0 ? 'ahead' : passage ? 'done' : 'skipped'
    // What lies ahead again was entered before; the patient comes there anew.
    const times = state === 'ahead' ? undefined : passage
    return { name, state, enteredAt: times?.enteredAt ?? null, leftAt: times?.leftAt ?? null }
  })
}
