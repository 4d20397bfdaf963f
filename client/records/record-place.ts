/** Where a record's page is. */
import type { StoryRef } from './record.ts'

export const leadPlace = (id: number) => `/leads/${id}`
export const patientPlace = (id: number) => `/patients/${id}`
export const taskPlace = (id: number) => `/tasks?task=${id}`

const places = { lead: leadPlace, contact: patientPlace, task: taskPlace }
export const placeOf = ({ kind, id }: StoryRef): string => places[kind](id)

/** Of what belongs to a person: their page; nothing where it belongs to nobody. */
export function personPlace({ leadId, contactId }: { leadId: number | null; contactId: number | null }): string | undefined {
  if (contactId !== null) return patientPlace(contactId)
  return leadId === null ? undefined : leadPlace(leadId)
}
