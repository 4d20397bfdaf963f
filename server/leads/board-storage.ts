/** Cards of the board: a lead with its age in the stage and its next step. */
import { sql } from 'drizzle-orm'
import { leadAccess } from '../../shared/rows/leads.ts'
import { leads } from '../../shared/schema.ts'
import { clockOf, nextStepOf, stageEnteredAt } from '../db/clock.ts'
import type { NamedList } from '../db/list.ts'
import { leadClock, leadList } from './storage.ts'

const { id, firstName, lastName, status, leadReadiness, ownerId, updatedAt } = leadAccess

/** Not the status that a lead brought along, nor one that proofs brought as well when it was set without a reason. */
const standingWord = sql`(select json_build_object('reason', o.reason, 'setById', o.set_by_id) from status_overrides o
  where o.lead_id = ${leads.id} and o.ended_at is null and (o.reason is not null or o.set_by_id is not null and o.status <> o.earned)
  order by o.id desc limit 1)`

export const boardCards: NamedList = {
  ...leadList,
  name: 'board',
  access: { id, firstName, lastName, status, leadReadiness, ownerId, updatedAt },
  more: {
    stageEnteredAt: stageEnteredAt('lead', leads.id),
    clock: clockOf('lead', leads.id, leadClock),
    nextStep: nextStepOf('lead', leads.id),
    byHand: standingWord,
  },
}
