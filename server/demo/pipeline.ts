/** Leads that are not patients (yet): in every stage, with their next step, or waiting for somebody to think of one. */
import { type LeadStatus, leadStatuses } from '../../shared/values.ts'
import { at } from './chance.ts'
import { day, hour, lastWorkTime } from './hours.ts'
import { addLead, type MadeLead, pathTo } from './leads.ts'
import type { Making, Passage } from './making.ts'
import { newPerson, type Person, sellerAt } from './people.ts'
import { leadSteps } from './words.ts'
import { addOpenTask, addPastTask, addVisit } from './work.ts'

/** How many stand in each stage. */
const standing: [LeadStatus, number][] = [
  ['HHQ Started', 132],
  ['HHQ Signed', 86],
  ['Booking: Not Paid', 60],
  ['Booking: Paid/Not Booked', 36],
  ['Booking: Paid/Booked', 40],
]
/** Every so many leads one asks a second time, under another address. */
const everyTwice = 85

export function fillPipeline(making: Making): void {
  let known: Person | undefined
  let count = 0
  for (const [status, number] of standing) {
    for (let index = 0; index < number; index++) {
      const twice = ++count % everyTwice === 0 ? known : undefined
      known = addOpenLead(making, status, twice).person
    }
  }
}

function addOpenLead(making: Making, status: LeadStatus, again: Person | undefined): MadeLead {
  const { chance, now } = making
  const days = chance.weigh<[number, number]>([
    [[0.02, 2.5], 52],
    [[2.5, 9], 34],
    [[9, 60], 14],
  ])
  const since = new Date(now.getTime() - chance.spread(...days) * day)
  const last = status === 'HHQ Started' ? since : lastWorkTime(since, chance)
  const isUnclaimed = status === 'HHQ Started' && chance.percent(last.getTime() > now.getTime() - 2 * day ? 55 : 12)
  const ownerId = isUnclaimed ? null : sellerAt(making, last)
  const coachId = status === 'Booking: Paid/Booked' ? chance.pick(making.staff.coaches) : null
  const passages = lostVisit(making, pathTo(making, leadStatuses.slice(0, leadStatuses.indexOf(status) + 1), last, ownerId))
  const person = again ? { ...newPerson(making), firstName: again.firstName, lastName: again.lastName, phone: again.phone } : undefined
  const lead = addLead(making, { outcome: 'open', passages, ownerId, coachId, until: now, ...(person ? { person } : {}) })
  if (ownerId === null) return lead
  if (coachId !== null) bookFirstVisit(making, { leadId: lead.id, coachId, by: ownerId, bookedAt: last })
  addSteps(making, { leadId: lead.id, ownerId, status, since: at(passages, 0).at })
  return lead
}

/** Some who paid had a visit booked once, and let it go. */
function lostVisit({ chance }: Making, passages: Passage[]): Passage[] {
  const last = at(passages, passages.length - 1)
  const before = passages.at(-2)
  if (last.stage !== 'Booking: Paid/Not Booked' || !before || !chance.percent(20)) return passages
  const gap = last.at.getTime() - before.at.getTime()
  const moment = (share: number) => lastWorkTime(new Date(before.at.getTime() + gap * share), chance)
  const paid = { ...last, at: moment(0.3) }
  const booked: Passage = { stage: 'Booking: Paid/Booked', at: moment(0.6), by: last.by }
  if (paid.at <= before.at || booked.at <= paid.at) return passages
  return [...passages.slice(0, -1), paid, booked, { ...last, reason: 'Cancelled the visit and looks for a new date.' }]
}

interface FirstVisit {
  leadId: number
  coachId: number
  by: number
  bookedAt: Date
}

/** Nearly all first visits are still to come; a few people have just not come to theirs. */
function bookFirstVisit(making: Making, { leadId, coachId, by, bookedAt }: FirstVisit): void {
  const { calendar, chance, now } = making
  const minutes = 30
  const missed = chance.percent(12) && bookedAt.getTime() < now.getTime() - 2 * day
  const time = missed
    ? calendar.bookBefore(coachId, new Date(now.getTime() - chance.spread(1, 20) * hour), minutes)
    : calendar.bookAfter(coachId, new Date(now.getTime() + chance.spread(1, 11 * 24) * hour), minutes)
  const status = missed ? 'No Show' : 'Scheduled'
  addVisit(making, { title: 'First visit', coachId, at: time, minutes, status, leadId, by, bookedAt })
}

interface Steps {
  leadId: number
  ownerId: number
  status: LeadStatus
  since: Date
}

/** Most have a follow-up; those without one are the list that should be empty. */
function addSteps(making: Making, { leadId, ownerId, status, since }: Steps): void {
  const { chance, now } = making
  const age = now.getTime() - since.getTime()
  if (age > 2 * day && chance.percent(65)) {
    const createdAt = lastWorkTime(new Date(since.getTime() + chance.spread(0.3, 0.7) * age), chance)
    if (createdAt > since) addPastTask(making, { title: chance.pick(leadSteps['HHQ Started']), userId: ownerId, leadId }, createdAt)
  }
  if (age > 6 * hour && chance.percent(72)) addOpenTask(making, { title: chance.pick(leadSteps[status]), userId: ownerId, leadId })
}
