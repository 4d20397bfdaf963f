/** The demo clinic's leads: how they came, moved through the pipeline, and who talked with them. */
import { type CallOutcome, type LeadReadiness, type LeadSource, type LeadStatus, leadStatuses } from '../../shared/values.ts'
import { at } from './chance.ts'
import { day, lastWorkTime, minute } from './hours.ts'
import { happened, type Making, type Passage, passed } from './making.ts'
import { newPerson, type Person } from './people.ts'
import { callNotes, leadNotes, leadTypes } from './words.ts'

/** Sources do unequally well: their share of the leads that became patients, and of those that have not. */
const shares: [LeadSource, won: number, open: number][] = [
  ['HHQ Complete', 26, 12],
  ['HHQ Started', 10, 22],
  ['Lab Purchase', 18, 8],
  ['Marek Health Discovery Call', 22, 8],
  ['Newsletter Discovery Call', 10, 8],
  ['Social Media Discovery Call', 6, 24],
  ['Newsletter', 4, 12],
  ['None', 4, 6],
]

const readinessOf: Record<LeadStatus, [LeadReadiness, number][]> = {
  'HHQ Started': [
    ['Cold', 60],
    ['Warm', 25],
    ['Hot', 4],
    ['Follow Up', 11],
  ],
  'HHQ Signed': [
    ['Cold', 20],
    ['Warm', 45],
    ['Hot', 15],
    ['Follow Up', 20],
  ],
  'Booking: Not Paid': [
    ['Cold', 8],
    ['Warm', 40],
    ['Hot', 34],
    ['Follow Up', 18],
  ],
  'Booking: Paid/Not Booked': [
    ['Warm', 25],
    ['Hot', 60],
    ['Follow Up', 15],
  ],
  'Booking: Paid/Booked': [
    ['Warm', 10],
    ['Hot', 90],
  ],
}
/** Days that a lead usually spends in each stage but the last. */
const usualDays = [1.6, 2.4, 1.3, 1.8]

export interface NewLead {
  outcome: 'won' | 'open'
  passages: Passage[]
  ownerId: number | null
  coachId?: number | null
  /** When work on the lead ended: now, or its conversion. */
  until: Date
  person?: Person
}
export interface MadeLead {
  id: number
  person: Person
}

export function addLead(
  making: Making,
  { outcome, passages, ownerId, coachId = null, until, person = newPerson(making) }: NewLead,
): MadeLead {
  const { chance, rows } = making
  const id = making.newId('lead')
  const status = at(passages, passages.length - 1).stage as LeadStatus
  const createdAt = at(passages, 0).at
  happened(making, { at: createdAt, on: ['lead', id], action: 'created', by: null, details: { source: 'form' } })
  passed(making, 'lead', id, passages)
  const claimedAt = ownerId === null ? undefined : claim(making, id, ownerId, { passages, until })
  const calls = ownerId === null || !claimedAt ? [] : callLead(making, id, ownerId, { status, outcome, from: claimedAt, until })
  const lastCall = calls.at(-1)
  rows.leads.push({
    id,
    ...person,
    status,
    leadSource: chance.weigh(shares.map(([source, won, open]) => [source, outcome === 'won' ? won : open] as const)),
    leadReadiness: lastCall?.outcome === 'Said Stop' ? 'Cold' : chance.weigh(readinessOf[status]),
    leadOutcome: lastCall?.outcome ?? null,
    leadType: chance.percent(85) ? chance.pick(leadTypes) : null,
    numberOfCalls: calls.length,
    lastContacted: lastCall?.at ?? null,
    ownerId,
    healthCoachBookedWith: coachId,
    notes: chance.percent(40) ? chance.pick(leadNotes) : null,
    createdAt,
    updatedAt: new Date(Math.max(...[...passages, ...calls].map(({ at }) => at.getTime()), claimedAt?.getTime() ?? 0)),
  })
  return { id, person }
}

/** Times at which a lead entered each status, the newest at `last`. It comes at any hour, people move it while at work. */
export function pathTo({ chance }: Making, statuses: readonly LeadStatus[], last: Date, by: number | null): Passage[] {
  const passages: Passage[] = []
  let time = last
  for (let index = statuses.length - 1; index >= 0; index--) {
    const stage = at(statuses, index)
    if (index > 0) time = lastWorkTime(time, chance)
    passages.unshift({ stage, at: time, by: index === 0 ? null : by })
    const days = usualDays[leadStatuses.indexOf(stage) - 1] ?? 1
    time = new Date(time.getTime() - days * chance.spread(0.2, 1.7) * day)
  }
  return passages
}

interface Span {
  from: Date
  until: Date
}

function claim(making: Making, leadId: number, ownerId: number, { passages, until }: { passages: Passage[]; until: Date }): Date {
  const came = at(passages, 0).at.getTime()
  const next = (passages[1]?.at ?? until).getTime()
  const wanted = lastWorkTime(new Date(came + (next - came) * making.chance.spread(0.1, 0.6)), making.chance)
  const claimedAt = wanted.getTime() > came ? wanted : new Date(came + Math.min(3 * minute, (next - came) / 2))
  const details = { changes: { ownerId: [null, ownerId] as [null, number] } }
  happened(making, { at: claimedAt, on: ['lead', leadId], action: 'claimed', by: ownerId, details })
  return claimedAt
}

interface Calling extends Span {
  status: LeadStatus
  outcome: NewLead['outcome']
}

/** The calls with a lead, oldest first. */
function callLead(making: Making, leadId: number, userId: number, { status, outcome, from, until }: Calling) {
  const { chance } = making
  const most = outcome === 'won' ? 6 : 2 + leadStatuses.indexOf(status)
  const times = Array.from({ length: chance.between(status === 'HHQ Started' ? 0 : 1, most) }, () =>
    lastWorkTime(new Date(chance.spread(from.getTime(), until.getTime())), chance),
  )
    .filter((time) => time > from)
    .sort((a, b) => a.getTime() - b.getTime())
  return times.map((time, index) => {
    const isLast = index === times.length - 1
    return logCall(making, { leadId, userId, at: time, outcome: callOutcome(making, isLast && outcome === 'open' ? status : undefined) })
  })
}

/** The last call with a lead that does not get anywhere tells why. */
function callOutcome({ chance }: Making, lastAt: LeadStatus | undefined): CallOutcome {
  const hopeless = lastAt === 'HHQ Started' || lastAt === 'HHQ Signed'
  return chance.weigh<CallOutcome>([
    ['Reached', 46],
    ['Voicemail', 27],
    ['No Answer', 27],
    ['Wrong Number', hopeless ? 5 : 0],
    ['Said Stop', hopeless ? 6 : 0],
  ])
}

function logCall(making: Making, call: { leadId: number; userId: number; at: Date; outcome: CallOutcome }) {
  const { chance, rows } = making
  const id = making.newId('call')
  const { leadId, userId, outcome } = call
  const durationSeconds = outcome === 'Reached' ? chance.between(90, 1500) : outcome === 'Voicemail' ? chance.between(15, 60) : null
  const notes = outcome === 'Reached' && chance.percent(60) ? chance.pick(callNotes) : null
  rows.calls.push({ id, leadId, userId, outcome, durationSeconds, notes, createdAt: call.at })
  const details = { callId: id, outcome, durationSeconds, fields: notes ? ['notes'] : [] }
  happened(making, { at: call.at, on: ['lead', leadId], action: 'called', by: userId, details })
  return call
}
