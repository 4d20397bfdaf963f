/** Everything about a patient in one file that programs can read too; taking it along stands in the trail. */
import type { FastifyReply } from 'fastify'
import { logActivity } from '../activity/activity.ts'
import { unmoved } from '../activity/archived.ts'
import { type AccessLine, type ActivityLine, recordsOfAccess } from '../activity/lines.ts'
import { writeAs } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import type { ArchivedTrails, House, PatientCaller } from '../http/house.ts'
import { gatherPatientData } from './data-storage.ts'
import { findOwnRecords } from './looks-storage.ts'

export async function sendPatientData(house: House, { leadId, sessionId }: PatientCaller, reply: FastifyReply) {
  const text = await house.archives.reading((archived) =>
    writeAs(house.database, { leadId }, async (db) => {
      const details = { actor: { kind: 'patient', leadId }, sessionId }
      logActivity(db, { entityType: 'lead', entityId: leadId, action: 'data_downloaded', userId: undefined, details })
      return unmoved(db, archived, () => gather(db, archived))
    }),
  )
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', 'attachment; filename="my-health-record.json"')
    .type('application/json; charset=utf-8')
    .send(text)
}

/** All there are: nobody has more entries than this. */
const everything = { order: 'id', limit: 1_000_000 } as const

/** With what moved to archive files. */
async function gather(db: Db, archived: ArchivedTrails): Promise<string> {
  const records = await findOwnRecords(db)
  const own = new Set(records.map(({ entityType, entityId }) => `${entityType} ${entityId}`))
  const isOwn = (each: { entityType: string; entityId: number }) => own.has(`${each.entityType} ${each.entityId}`)
  const isDeed = ([, , , entityType, entityId]: ActivityLine) => isOwn({ entityType, entityId })
  const isLook = (line: AccessLine) => recordsOfAccess(line).some(isOwn)
  const deeds = await archived.page(db, { trail: 'activity', records, matches: isDeed }, everything)
  const looks = await archived.page(db, { trail: 'access', records, matches: isLook }, everything)
  return gatherPatientData(db, deeds, looks)
}
