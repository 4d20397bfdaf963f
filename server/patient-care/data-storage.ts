import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'

/** Everything the clinic holds of the patient who asks, as JSON (`server/db/guards/550-patient-care.sql`). */
export async function gatherPatientData(db: Db): Promise<string> {
  const { rows } = await db.execute<{ data: string }>(sql`select my_data()::text as data`)
  const [row] = rows
  if (!row) throw new Error('The database answered nothing of the patient')
  return row.data
}
