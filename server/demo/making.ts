/** What a demo clinic is made of while it is being made: its rows so far, and how new ones get their ids. */

import type { bookings, coachBooking, coachLicences, waitlistEntries } from '../../shared/schema/booking.ts'
import type {
  availabilityExceptions,
  availabilityRules,
  clinicHolidays,
  clinicHours,
  personProfiles,
} from '../../shared/schema/calendar.ts'
import type { messages, patientTasks } from '../../shared/schema/care.ts'
import type { payments } from '../../shared/schema/payments.ts'
import type { accessLog, calls, leadConversions, stageHistory } from '../../shared/schema/records.ts'
import type { activityLogs, appointments, contacts, leads, tasks, users } from '../../shared/schema.ts'
import type { ActivityDetails, EntityType } from '../activity/activity.ts'
import { type Chance, chanceOf } from './chance.ts'
import { type Calendar, newCalendar } from './hours.ts'

export type Numbered = 'user' | 'lead' | 'contact' | 'task' | 'appointment' | 'call'
/** The id of the first, second, ... row of a kind. */
export type IdOf = (kind: Numbered, number: number) => number

type New<T extends { $inferInsert: object }> = T['$inferInsert']
type NewWithId<T extends { $inferInsert: object }> = New<T> & { id: number }
export interface Rows {
  users: NewWithId<typeof users>[]
  leads: NewWithId<typeof leads>[]
  contacts: NewWithId<typeof contacts>[]
  conversions: New<typeof leadConversions>[]
  tasks: NewWithId<typeof tasks>[]
  appointments: NewWithId<typeof appointments>[]
  calls: NewWithId<typeof calls>[]
  history: New<typeof stageHistory>[]
  trail: (New<typeof activityLogs> & { createdAt: Date })[]
  profiles: New<typeof personProfiles>[]
  payments: New<typeof payments>[]
  messages: New<typeof messages>[]
  looks: New<typeof accessLog>[]
  sharedTasks: New<typeof patientTasks>[]
  /** Texts, kept as files. */
  files: { leadId: number; userId: number | null; name: string; text: string; createdAt: Date }[]
  coachLinks: New<typeof coachBooking>[]
  licences: New<typeof coachLicences>[]
  bookings: New<typeof bookings>[]
  /** Of visits that patients booked by themselves: when they began to choose. */
  choosing: { appointmentId: number; since: Date }[]
  waiting: New<typeof waitlistEntries>[]
  rules: New<typeof availabilityRules>[]
  exceptions: New<typeof availabilityExceptions>[]
  hours: New<typeof clinicHours>[]
  holidays: New<typeof clinicHolidays>[]
}

export interface Staff {
  admins: number[]
  sellers: number[]
  coaches: number[]
  /** SDRs who have left. */
  former: number[]
}

export interface Making {
  now: Date
  chance: Chance
  calendar: Calendar
  staff: Staff
  rows: Rows
  newId(kind: Numbered): number
  /** E-mail addresses and phone numbers in use. */
  taken: Set<string>
}

/** Nothing in the clinic has just happened: its newest events are some minutes old. */
const quietMinutes = 10

export function beginMaking(now: Date, idOf: IdOf): Making {
  const counts: Record<Numbered, number> = { user: 0, lead: 0, contact: 0, task: 0, appointment: 0, call: 0 }
  return {
    now: new Date(Math.floor(now.getTime() / 60_000 - quietMinutes) * 60_000),
    chance: chanceOf(2026),
    calendar: newCalendar(),
    staff: { admins: [], sellers: [], coaches: [], former: [] },
    rows: {
      users: [],
      leads: [],
      contacts: [],
      conversions: [],
      tasks: [],
      appointments: [],
      calls: [],
      history: [],
      trail: [],
      profiles: [],
      looks: [],
      sharedTasks: [],
      files: [],
      coachLinks: [],
      licences: [],
      bookings: [],
      waiting: [],
      rules: [],
      exceptions: [],
      payments: [],
      messages: [],
      choosing: [],
      hours: [],
      holidays: [],
    },
    newId: (kind) => idOf(kind, ++counts[kind]),
    taken: new Set(),
  }
}

interface Event {
  at: Date
  on: [EntityType, number]
  action: string
  by: number | null
  details?: ActivityDetails
}

/** Leaves an entry in the trail, as the app would have. */
export function happened({ rows }: Making, { at, on: [entityType, entityId], action, by, details }: Event): void {
  rows.trail.push({ entityType, entityId, action, userId: by, createdAt: at, details: details ? JSON.stringify(details) : null })
}

export interface Passage {
  stage: string
  at: Date
  by: number | null
  reason?: string | undefined
}

/** The passages of a record through its stages, oldest first, in its history and in the trail. */
export function passed(making: Making, kind: 'lead' | 'contact', id: number, passages: readonly Passage[]): void {
  passages.forEach(({ stage, at, by, reason }, index) => {
    const leftAt = passages[index + 1]?.at ?? null
    making.rows.history.push({ entityType: kind, entityId: id, stage, enteredAt: at, leftAt, enteredById: by, reason: reason ?? null })
    const before = passages[index - 1]
    if (!before) return
    const field = kind === 'lead' ? 'status' : 'stage'
    const details = { changes: { [field]: [before.stage, stage] }, ...(reason ? { reason } : {}) } satisfies ActivityDetails
    happened(making, { at, on: [kind, id], action: `${field}_changed`, by, details })
  })
}
