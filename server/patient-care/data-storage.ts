import { sql } from 'drizzle-orm'
import type { AccessLine, ActivityLine } from '../activity/lines.ts'
import type { Db } from '../db/connection.ts'

/** Everything the clinic holds of the patient who asks, as JSON (`server/db/guards/550-patient-care.sql`). */
export async function gatherPatientData(db: Db, deeds: readonly ActivityLine[], looks: readonly AccessLine[]): Promise<string> {
  const { rows } = await db.execute<{ data: string }>(sql`
    select (d || jsonb_build_object('changes', (a -> 'changes') || (d -> 'changes'), 'looks', (a -> 'looks') || (d -> 'looks')))::text as data
    from my_data() d, my_archived(${JSON.stringify(deeds)}::jsonb, ${JSON.stringify(looks)}::jsonb) a`)
  const [row] = rows
  if (!row) throw new Error('The database answered nothing of the patient')
  return row.data
}
