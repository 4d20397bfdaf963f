/** The demo clinic's patients: won from leads, each somewhere on the way through the fifteen stages. */
import { type AppointmentStatus, type ContactStage, contactStages, leadStatuses } from '../../shared/values.ts'
import { at } from './chance.ts'
import { day, hour, lastWorkTime, minute } from './hours.ts'
import { addLead, pathTo } from './leads.ts'
import { happened, type Making, type Passage, passed } from './making.ts'
import { sellerAt } from './people.ts'
import { leadNotes, patientNotes, patientSteps } from './words.ts'
import { addOpenTask, addPastTask, addVisit } from './work.ts'

/** How many stand in each stage, and the days people usually stay. */
const stages: Record<ContactStage, [standing: number, usualDays: number]> = {
  Intake: [14, 3],
  'Initial Labs': [24, 10],
  'Initial Lab Review': [14, 5],
  'Initial Provider Exam': [15, 7],
  'Initial Medication Order': [12, 6],
  '1st Follow-up Labs': [32, 42],
  'First Follow-Up Lab Review': [12, 6],
  'First Follow-Up Provider Exam': [13, 8],
  'First Medication Refill': [26, 38],
  'Second Follow-Up Labs': [22, 42],
  'Second Follow-Up Lab Review': [10, 6],
  'Second Follow-up Provider Exam': [11, 8],
  'Second Medication Refill': [18, 40],
  'Third Medication Refill': [16, 42],
  'Restart Annual Process': [11, 14],
}

export function fillPanels(making: Making): void {
  for (const stage of contactStages) {
    for (let index = 0; index < stages[stage][0]; index++) addPatient(making, contactStages.slice(0, contactStages.indexOf(stage) + 1))
  }
  // A few are in their second year already.
  for (const walked of [2, 2, 3, 4]) addPatient(making, [...contactStages, ...contactStages.slice(1, walked)])
}

function addPatient(making: Making, walk: readonly ContactStage[]): void {
  const { chance, now, rows, calendar } = making
  const coachId = chance.pick(making.staff.coaches)
  const passages = carePath(making, walk, coachId)
  const convertedAt = at(passages, 0).at
  const visit = calendar.bookBefore(coachId, new Date(convertedAt.getTime() - 5 * minute), 30)
  const bookedAt = lastWorkTime(new Date(visit.getTime() - chance.spread(1, 8) * day), chance)
  const ownerId = sellerAt(making, bookedAt)
  const path = pathTo(making, leadStatuses, bookedAt, ownerId)
  const lead = addLead(making, { outcome: 'won', passages: path, ownerId, coachId, until: bookedAt })
  const contactId = making.newId('contact')
  const ids = { leadId: lead.id, contactId }
  addVisit(making, { title: 'First visit', coachId, at: visit, minutes: 30, status: 'Completed', ...ids, by: ownerId, bookedAt })
  happened(making, { at: convertedAt, on: ['lead', lead.id], action: 'converted', by: coachId, details: { contactId } })
  happened(making, { at: convertedAt, on: ['contact', contactId], action: 'created', by: coachId, details: { leadId: lead.id } })
  passed(making, 'contact', contactId, passages)
  const stage = at(walk, walk.length - 1)
  const updatedAt = at(passages, passages.length - 1).at
  const notes = chance.percent(35) ? chance.pick(patientNotes) : chance.percent(10) ? chance.pick(leadNotes) : null
  rows.contacts.push({
    id: contactId,
    ...lead.person,
    stage,
    healthCoachId: coachId,
    leadId: lead.id,
    notes,
    createdAt: convertedAt,
    updatedAt,
  })
  rows.conversions.push({ leadId: lead.id, contactId, convertedById: coachId, createdAt: convertedAt })
  care(making, { contactId, coachId, passages, until: now })
}

/** Times at which a patient entered each stage; a few skipped one, with a reason. */
function carePath({ chance, now }: Making, walk: readonly ContactStage[], by: number): Passage[] {
  const skipped = walk.length > 4 && chance.percent(5) ? chance.between(2, walk.length - 2) : undefined
  const passages: Passage[] = []
  let days = chance.spread(0.1, 1.1)
  let time = now
  for (let index = walk.length - 1; index >= 0; index--) {
    const stage = at(walk, index)
    if (index === skipped) continue
    time = lastWorkTime(new Date(time.getTime() - days * stages[stage][1] * day), chance)
    passages.unshift({ stage, at: time, by, ...(index - 1 === skipped ? { reason: 'Done elsewhere; the papers are in the file.' } : {}) })
    days = chance.spread(0.6, 1.5)
  }
  return passages
}

interface Care {
  contactId: number
  coachId: number
  passages: Passage[]
  until: Date
}

const visitMinutes = (stage: string) => (/Exam/.test(stage) ? 60 : /Review|Intake|Restart/.test(stage) ? 30 : undefined)

/** The visits and tasks of each stage so far, and what comes next in the present one. */
function care(making: Making, { contactId, coachId, passages, until }: Care): void {
  const { chance } = making
  passages.forEach(({ stage, at: from }, index) => {
    const next = passages[index + 1]?.at
    const minutes = visitMinutes(stage)
    const steps = patientSteps[stage as ContactStage]
    if (next) {
      if (minutes && stage !== 'Intake') visitBefore(making, { contactId, coachId, stage, minutes, from, end: next })
      if (chance.percent(48)) {
        const createdAt = lastWorkTime(new Date(from.getTime() + chance.spread(0.05, 0.4) * (next.getTime() - from.getTime())), chance)
        if (createdAt > from) addPastTask(making, { title: chance.pick(steps), userId: coachId, contactId }, createdAt)
      }
      return
    }
    if (minutes && chance.percent(76)) visitAhead(making, { contactId, coachId, stage, minutes, from, end: until })
    if (until.getTime() - from.getTime() > 6 * hour && chance.percent(58))
      addOpenTask(making, { title: chance.pick(steps), userId: coachId, contactId })
  })
}

interface StageVisit {
  contactId: number
  coachId: number
  stage: string
  minutes: number
  from: Date
  end: Date
}

/** The visit that let the patient move on, and now and then one before it that came to nothing. */
function visitBefore(making: Making, { contactId, coachId, stage, minutes, from, end }: StageVisit): void {
  const { calendar, chance } = making
  const book = (latest: Date, status: AppointmentStatus): Date => {
    const time = calendar.bookBefore(coachId, latest, minutes)
    const bookedAt = lastWorkTime(new Date(time.getTime() - chance.spread(1, 6) * day), chance)
    const title = stage === 'Restart Annual Process' ? 'Yearly talk' : stage
    if (time > from)
      addVisit(making, { title, coachId, at: time, minutes, status, contactId, by: coachId, bookedAt: bookedAt > from ? bookedAt : from })
    return time
  }
  const held = book(new Date(end.getTime() - minute), 'Completed')
  const lost = chance.weigh<AppointmentStatus | undefined>([
    [undefined, 82],
    ['Cancelled', 10],
    ['No Show', 8],
  ])
  if (lost) book(new Date(held.getTime() - chance.spread(1, 3) * day), lost)
}

function visitAhead(making: Making, { contactId, coachId, stage, minutes, from }: StageVisit): void {
  const { calendar, chance, now } = making
  const time = calendar.bookAfter(coachId, new Date(now.getTime() + chance.spread(1, 12 * 24) * hour), minutes)
  const wanted = lastWorkTime(new Date(chance.spread(from.getTime(), now.getTime())), chance)
  const bookedAt = wanted > from ? wanted : from
  addVisit(making, { title: stage, coachId, at: time, minutes, status: 'Scheduled', contactId, by: coachId, bookedAt })
}
