/** Cards of the board: a lead with its age in the stage and its next step. */
import { leadAccess } from '../../shared/rows.ts'
import { leads } from '../../shared/schema.ts'
import { clockOf, nextStepOf, stageEnteredAt } from '../db/clock.ts'
import type { ListDefinition } from '../db/list.ts'
import { leadClock, leadList } from './storage.ts'

const { id, firstName, lastName, status, leadReadiness, ownerId, updatedAt } = leadAccess

export const boardCards: ListDefinition & { name: string } = {
  ...leadList,
  name: 'board',
  access: { id, firstName, lastName, status, leadReadiness, ownerId, updatedAt },
  more: {
    stageEnteredAt: stageEnteredAt('lead', leads.id),
    clock: clockOf('lead', leads.id, leadClock),
    nextStep: nextStepOf('lead', leads.id),
  },
}
