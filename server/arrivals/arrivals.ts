/**
 * A person arrives by a form. What was sent is written down sealed and answered alike for everybody; a job behind the
 * answer makes the lead or finds the one that is there, so that neither words nor time tell who is known here.
 */
import type { Submission } from '../../shared/contracts/arrivals.ts'
import { type Language, leadStatuses } from '../../shared/values.ts'
import { zoneOfState } from '../../shared/zones.ts'
import { logActivity } from '../activity/activity.ts'
import { networkOf, takeGuesses } from '../auth/attempts.ts'
import { type Database, readAs, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { seal, unseal } from '../db/seal.ts'
import { badInput, notFound } from '../http/errors.ts'
import { enqueue, type Jobs } from '../jobs/jobs.ts'
import { orderLetter } from '../portal/letters.ts'
import { leadSourceOf, placeOf } from './sources.ts'
import { ageOfStamp } from './stamp.ts'
import {
  type FormRow,
  findActiveForm,
  finishSubmission,
  insertArrival,
  insertConsent,
  insertOwnForm,
  insertProfile,
  insertSubmission,
  insertTouch,
  isWithdrawn,
  lockPersonByEmail,
  lockSubmission,
  openPortalTo,
} from './storage.ts'
import { consentWording } from './words.ts'

const queue = 'arrivals.submission'
const purpose = 'form submission'

export interface ArrivalParts {
  database: Database
  secret: string
  now: () => Date
}
export interface Sender {
  address: string
  language: Language
  clinic: string
}
/** What the job finds when it opens what was sealed. */
type Sealed = Omit<Submission, 'stamp' | 'website' | 'consent' | 'submissionKey'> & { wording: string; address: string }

/** The clinic's own form is there from the first start on. */
export const beginForms = (database: Database) => writeAs(database, system, insertOwnForm)

export async function activeForm(database: Database, token: string): Promise<FormRow> {
  const form = await readAs(database, system, (db) => findActiveForm(db, token))
  if (!form) throw notFound('Form')
  return form
}

/** Throws a 400 for a stamp that is not good, a 429 for too many. What only a program fills in is taken, and dropped. */
export async function takeSubmission(parts: ArrivalParts, form: FormRow, { given, sender }: { given: Submission; sender: Sender }) {
  const { database, secret, now } = parts
  await takeGuesses(parts, [
    { kind: 'form-address', of: networkOf(sender.address) },
    { kind: 'form-email', of: given.email },
  ])
  const age = ageOfStamp(secret, form.token, { stamp: given.stamp, now: now() })
  if (age !== 'good')
    throw badInput({
      path: 'stamp',
      message: age === 'early' ? 'was sent too quickly; send it once more' : 'has expired; send it once more',
    })
  if (given.website) return
  const { stamp: _stamp, website: _website, consent: _consent, submissionKey, ...kept } = given
  const language = given.language ?? sender.language
  const sealed: Sealed = { ...kept, language, wording: consentWording(language, sender.clinic), address: sender.address }
  await writeAs(database, system, async (db) => {
    const row = { formId: form.id, submissionKey, sealed: seal(secret, purpose, JSON.stringify(sealed)), createdAt: now() }
    const id = await insertSubmission(db, row)
    if (id !== undefined) await enqueue(db, queue, { submissionId: id })
  })
}

export function workOnSubmissions(jobs: Jobs, parts: ArrivalParts): void {
  jobs.work<{ submissionId: number }>(
    queue,
    ({ submissionId }) => writeAs(parts.database, system, (db) => receive(db, parts, submissionId)),
    { atOnce: 4 },
  )
}

/** Makes the lead or finds it; keeps where they came from and what they agreed to; writes to them. */
async function receive(db: Tx, { secret, now }: ArrivalParts, submissionId: number): Promise<void> {
  const submission = await lockSubmission(db, submissionId)
  const opened = submission?.sealed && unseal(secret, purpose, submission.sealed)
  if (!submission || !opened) return
  const sent = JSON.parse(opened) as Sealed
  const leadSource = leadSourceOf(sent, submission.form.leadSource)
  const known = await lockPersonByEmail(db, sent.email)
  const leadId = known?.id ?? (await addLead(db, sent, leadSource))
  const isOpen = known === undefined || known.portalAccess || !(await isWithdrawn(db, leadId))
  if (known && !known.portalAccess && isOpen) await openPortalTo(db, leadId)
  const { source = null, utmSource = null, utmMedium = null, utmCampaign = null, utmTerm = null, utmContent = null } = sent
  const utm = { utmSource, utmMedium, utmCampaign, utmTerm, utmContent }
  await insertTouch(db, { leadId, formId: submission.form.id, at: now(), source, ...utm, referrer: placeOf(sent.referrer), leadSource })
  await insertConsent(db, { leadId, kind: 'contact', wording: sent.wording, givenAt: now(), address: sent.address })
  await finishSubmission(db, submissionId, leadId)
  const details = { form: submission.form.name, source: leadSource }
  logActivity(db, { entityType: 'lead', entityId: leadId, action: known ? 'arrived_again' : 'created', userId: undefined, details })
  if (isOpen) await orderLetter(db, { kind: 'activation', email: sent.email, createdAt: now() })
}

async function addLead(db: Tx, sent: Sealed, leadSource: FormRow['leadSource']): Promise<number> {
  const { firstName, lastName, email, phone, state = null, timeZone, language } = sent
  const [status] = leadStatuses
  const leadId = await insertArrival(db, { firstName, lastName, email, phone: phone ?? null, status, leadSource, portalAccess: true })
  const zone = timeZone ?? (state ? zoneOfState(state) : undefined) ?? null
  await insertProfile(db, { entityType: 'lead', entityId: leadId, state, timeZone: zone, language: language ?? null })
  return leadId
}
