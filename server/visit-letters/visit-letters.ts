/**
 * Letters to the person of a visit: booked, changed, cancelled, and reminders of it. A letter is a job of the change's own
 * transaction, and says what stands when it is sent; one that a newer change has overtaken is not sent.
 */
import type { Appointment } from '../../shared/rows/appointments.ts'
import { icsOf } from '../calendar-files/ics.ts'
import { type Database, readAs, system, writeAs } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { enqueue, type Jobs } from '../jobs/jobs.ts'
import type { Mailer } from '../mail/mail.ts'
import { findDeletedRow, findLetterRow, type LetterRow, takeDueReminders, versionOf } from './storage.ts'
import { type LetterKind, summaryOf, visitLetter } from './words.ts'

const queue = 'visits.letter'

/** Ids, versions and the time it speaks of; whom it goes to is looked up when it is sent. */
interface LetterJob {
  [key: string]: number | string | boolean
  appointmentId: number
  kind: LetterKind
  scheduledAt: string
  sequence: number
  /** Of a visit that was deleted, whose UID is gone with it. */
  uid: string
  isDeleted: boolean
}

interface Post {
  database: Database
  mailer: Mailer
  /** Where the portal is. */
  origin: () => string
  now: () => Date
}

/** Tells people of changes; without a mail server nobody is told. */
export type TellPerson = (db: Tx, before: Seen | undefined, after: Seen | undefined) => Promise<void>
type Seen = Pick<Appointment, 'id' | 'status' | 'scheduledAt' | 'duration' | 'title' | 'meetingLink'>

export function visitLetters(jobs: Jobs, { mailer, ...parts }: Omit<Post, 'mailer'> & { mailer: Mailer | undefined }): TellPerson {
  if (!mailer) return async () => undefined
  const post = { ...parts, mailer }
  jobs.work<LetterJob>(queue, (job) => sendVisitLetter(post, job))
  jobs.schedule('visits.reminders', '* * * * *', () => sendDueReminders(post))
  return (db, before, after) => tellPerson(db, { before, after, now: parts.now() })
}

interface Change {
  before: Seen | undefined
  after: Seen | undefined
  now: Date
}

async function tellPerson(db: Tx, change: Change): Promise<void> {
  const kind = kindOf(change)
  const visit = change.after ?? change.before
  if (!kind || !visit) return
  const version = await versionOf(db, visit.id)
  const job = { appointmentId: visit.id, kind, scheduledAt: visit.scheduledAt, isDeleted: change.after === undefined }
  if (version) await enqueue(db, queue, { ...job, ...version })
}

/** Nobody hears of what is over, nor of what changes nothing for them. */
function kindOf({ before, after, now }: Change): LetterKind | undefined {
  const isComing = (visit: Seen | undefined) => visit?.status === 'Scheduled' && Date.parse(visit.scheduledAt) > now.getTime()
  if (after && isComing(after)) {
    if (before?.status !== 'Scheduled') return 'booked'
    return told.some((name) => before[name] !== after[name]) ? 'moved' : undefined
  }
  const isGone = after === undefined || after.status === 'Cancelled'
  return isGone && isComing(before) ? 'cancelled' : undefined
}
const told = ['scheduledAt', 'duration', 'meetingLink'] as const

/** Runs each minute. */
export async function sendDueReminders({ database, now }: Pick<Post, 'database' | 'now'>): Promise<void> {
  await writeAs(database, system, async (db) => {
    for (const due of await takeDueReminders(db, now())) await enqueue(db, queue, { ...due, kind: 'reminder', uid: '', isDeleted: false })
  })
}

export async function sendVisitLetter({ database, mailer, origin, now }: Post, job: LetterJob): Promise<void> {
  const row = await readAs(database, system, async (db): Promise<LetterRow | undefined> => {
    if (!job.isDeleted) return findLetterRow(db, job.appointmentId)
    const deleted = await findDeletedRow(db, job.appointmentId)
    // Calendars take it back only for a later version than they have.
    return deleted && ({ ...deleted, uid: job.uid, sequence: job.sequence, status: 'Cancelled' } as LetterRow)
  })
  if (!row?.email || !stillHolds(job, row, now())) return
  const language = row.language ?? 'en'
  const portal = row.hasPortal ? `${origin()}/portal` : undefined
  const visit = { ...row, language, zone: row.timeZone ?? row.clinicZone, portal }
  const letter = visitLetter(job.kind, visit)
  // A reminder brings the version that calendars have: for whom has none yet.
  const method = job.kind === 'cancelled' ? 'CANCEL' : 'REQUEST'
  const event = { ...row, sequence: row.sequence + (job.isDeleted ? 1 : 0), isCancelled: method === 'CANCEL', summary: summaryOf(visit) }
  const organizer = { name: row.clinic, email: mailer.address }
  const content = icsOf(row.clinic, [event], { method, organizer, attendee: row.email })
  await mailer.send({ to: row.email, from: row.clinic, ...letter, calendar: { method, content } })
}

/** The visit as its person's own calendar takes it. */
export async function fileForPerson(db: Db, appointmentId: number): Promise<string | undefined> {
  const row = await findLetterRow(db, appointmentId)
  if (!row) return undefined
  const summary = summaryOf({ clinic: row.clinic, language: row.language ?? 'en' })
  return icsOf(row.clinic, [{ ...row, isCancelled: row.status === 'Cancelled', summary }])
}

/** What was said of another time has been said anew, or will be. */
function stillHolds({ kind, scheduledAt }: LetterJob, row: LetterRow, now: Date): boolean {
  if (scheduledAt !== row.scheduledAt) return false
  if (kind === 'cancelled') return row.status === 'Cancelled'
  return row.status === 'Scheduled' && Date.parse(row.scheduledAt) > now.getTime()
}
