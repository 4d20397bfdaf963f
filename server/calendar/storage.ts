/** SQL of the calendar: visits of a range as the JSON the API sends. */
import { and, type SQL, sql } from 'drizzle-orm'
import { mostVisits } from '../../shared/contracts/calendar.ts'
import { appointmentAccess } from '../../shared/rows/appointments.ts'
import { appointments } from '../../shared/schema.ts'
import { appointmentDuration } from '../../shared/values.ts'
import type { Db } from '../db/connection.ts'
import { rowAsJson } from '../db/statement.ts'

export interface VisitsAsked {
  from: Date
  to: Date
  userId?: (number | 'none')[] | undefined
}
interface Row extends Record<string, unknown> {
  id: number
  json: string
}

/** A person the visit is with: the patient rather than the lead they were. */
const person = sql`(select row_to_json(p) from (
  select 'contact' as kind, c.id, c.first_name as "firstName", c.last_name as "lastName", f.time_zone as "timeZone"
    from contacts c left join person_profiles f on f.entity_type = 'contact' and f.entity_id = c.id where c.id = ${appointments.contactId}
  union all
  select 'lead', l.id, l.first_name, l.last_name, f.time_zone
    from leads l left join person_profiles f on f.entity_type = 'lead' and f.entity_id = l.id where l.id = ${appointments.leadId}
  limit 1) p)`
const visit = rowAsJson(appointments, appointmentAccess, { more: { person } })

/** One more than an answer holds tells that there are more. */
export async function visitsIn(db: Db, asked: VisitsAsked): Promise<Row[]> {
  const { rows } = await db.execute<Row>(
    sql`select ${appointments.id} as id, ${visit} as json from ${appointments} where ${conditions(asked)}
      order by ${appointments.scheduledAt}, ${appointments.id} limit ${mostVisits + 1}`,
  )
  return rows
}

function conditions({ from, to, userId }: VisitsAsked): SQL | undefined {
  const [start, end] = [from.toISOString(), to.toISOString()]
  const ids = userId?.filter((id) => id !== 'none')
  return and(
    // The first bound lets an index find what the second says exactly.
    sql`${appointments.scheduledAt} > ${start}::timestamp - ${appointmentDuration.longest} * interval '1 minute'`,
    sql`${appointments.scheduledAt} + ${appointments.duration} * interval '1 minute' > ${start}::timestamp`,
    sql`${appointments.scheduledAt} < ${end}::timestamp`,
    ids &&
      sql`(${appointments.userId} = any(${sql.param(ids)}::integer[])${userId?.includes('none') ? sql` or ${appointments.userId} is null` : sql``})`,
  )
}
