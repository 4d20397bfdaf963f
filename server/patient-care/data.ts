/** Everything about a patient in one file that programs can read too; taking it along stands in the trail. */
import type { FastifyReply } from 'fastify'
import { logActivity } from '../activity/activity.ts'
import { writeAs } from '../db/actor.ts'
import type { House, PatientCaller } from '../http/house.ts'
import { gatherPatientData } from './data-storage.ts'

export async function sendPatientData(house: House, { leadId, sessionId }: PatientCaller, reply: FastifyReply) {
  const text = await writeAs(house.database, { leadId }, async (db) => {
    const details = { actor: { kind: 'patient', leadId }, sessionId }
    logActivity(db, { entityType: 'lead', entityId: leadId, action: 'data_downloaded', userId: undefined, details })
    return gatherPatientData(db)
  })
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', 'attachment; filename="my-health-record.json"')
    .type('application/json; charset=utf-8')
    .send(text)
}
