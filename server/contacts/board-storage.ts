/** Cards and rows of the patients' page: a contact with its clock and its next step, by what is due. */
import { contacts } from '../../shared/schema.ts'
import { clockOf, dueAt, enteredAt, nextStepOf, stageEnteredAt } from '../db/clock.ts'
import type { NamedList } from '../db/list.ts'
import { contactList } from './storage.ts'

export const contactCards: NamedList = {
  ...contactList,
  name: 'patients',
  sorts: {
    ...contactList.sorts,
    dueAt: { expression: dueAt('contact', contacts.id), type: 'timestamp', nullable: true },
    stageEnteredAt: { expression: enteredAt('contact', contacts.id), type: 'timestamp', nullable: true },
  },
  more: {
    stageEnteredAt: stageEnteredAt('contact', contacts.id),
    clock: clockOf('contact', contacts.id),
    nextStep: nextStepOf('contact', contacts.id),
  },
}
