/** SQL of the letters about visits. */
import { sql } from 'drizzle-orm'
import type { Language } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface LetterRow extends Record<string, unknown> {
  uid: string
  sequence: number
  status: string
  scheduledAt: string
  duration: number
  meetingLink: string | null
  changedAt: string
  email: string | null
  timeZone: string | null
  language: Language | null
  hasPortal: boolean
  clinic: string
  clinicZone: string
}

/** What a calendar knows the visit by, in the transaction that changed it. */
export async function versionOf(db: Tx, appointmentId: number): Promise<{ uid: string; sequence: number } | undefined> {
  const { rows } = await db.execute<{ uid: string; sequence: number }>(
    sql`select uid, sequence from appointment_details where appointment_id = ${appointmentId}`,
  )
  return rows[0]
}

const person = sql`left join contacts c on c.id = v.contact_id left join leads l on l.id = v.lead_id
    left join person_profiles pc on pc.entity_type = 'contact' and pc.entity_id = v.contact_id
    left join person_profiles pl on pl.entity_type = 'lead' and pl.entity_id = v.lead_id`
const columns = sql`v.status, ${timeAsText(sql`v.scheduled_at`)} as "scheduledAt", v.duration, v.meeting_link as "meetingLink",
    ${timeAsText(sql`coalesce(v.updated_at, v.created_at, now()::timestamp)`)} as "changedAt", coalesce(c.email, l.email) as email,
    coalesce(pc.time_zone, pl.time_zone) as "timeZone", coalesce(pc.language, pl.language) as language,
    exists (select from leads p where p.portal_access and (p.id = v.lead_id
      or p.id in (select k.lead_id from lead_conversions k where k.contact_id = v.contact_id))) as "hasPortal",
    coalesce((select name from clinic_settings), 'My clinic') as clinic, coalesce((select time_zone from clinic_settings), 'UTC') as "clinicZone"`

export async function findLetterRow(db: Db, appointmentId: number): Promise<LetterRow | undefined> {
  const { rows } = await db.execute<LetterRow>(sql`
    select d.uid, d.sequence, ${columns} from appointments v join appointment_details d on d.appointment_id = v.id ${person}
    where v.id = ${appointmentId}`)
  return rows[0]
}

/** A visit that was deleted: what remains of it, to tell its person. */
export async function findDeletedRow(db: Db, appointmentId: number): Promise<Omit<LetterRow, 'uid' | 'sequence'> | undefined> {
  const { rows } = await db.execute<LetterRow>(sql`
    select ${columns} from deleted_records r cross join lateral jsonb_populate_record(null::appointments, r.row) v ${person}
    where r.entity_type = 'appointment' and r.entity_id = ${appointmentId} order by r.id desc limit 1`)
  return rows[0]
}

export interface DueReminder extends Record<string, unknown> {
  appointmentId: number
  scheduledAt: string
  sequence: number
}

/**
 * Notes the reminders that are due and answers whom to remind: once for each lead time and each time set. Of several
 * that are due at once (after a standstill) one letter says it all.
 */
export async function takeDueReminders(db: Tx, now: Date): Promise<DueReminder[]> {
  const at = now.toISOString()
  const { rows } = await db.execute<DueReminder>(sql`
    with noted as (
      insert into appointment_reminders (appointment_id, minutes_before, scheduled_at, sent_at)
      select a.id, minutes, a.scheduled_at, ${at}::timestamp
      from clinic_settings, unnest(reminder_minutes) as minutes join appointments a
        on a.scheduled_at > ${at}::timestamp and a.scheduled_at <= ${at}::timestamp + minutes * interval '1 minute'
      where a.status = 'Scheduled'
      on conflict do nothing returning appointment_id, scheduled_at)
    select distinct n.appointment_id as "appointmentId", ${timeAsText(sql`n.scheduled_at`)} as "scheduledAt", d.sequence from noted n join appointment_details d using (appointment_id)`)
  return rows
}
