/** Visits and unbookable time in the shape FullCalendar draws. */
import type { EventInput } from '@fullcalendar/react'
import { policy } from '#shared/policy'
import type { Someone } from '#shared/policy/roles'
import type { Person } from '../records/people.ts'
import { statusHues } from './looks.ts'
import { hueOf } from './people.ts'
import type { FreeTime, Visit } from './queries.ts'

type Parts = { actor: Someone; coaches: readonly Person[]; several: boolean }

/** Several coaches are told apart by colour; of one alone the colour says what became of the visit. */
export function visitEvents(visits: readonly Visit[], { actor, coaches, several }: Parts): EventInput[] {
  return visits.map((visit) => ({
    id: String(visit.id),
    start: visit.scheduledAt,
    end: endOf(visit),
    title: visit.title,
    editable: visit.status === 'Scheduled' && policy.appointment.update(actor, visit),
    extendedProps: { visit, hue: several ? hueOf(visit.userId, coaches) : statusHues[visit.status] },
  }))
}

export const endOf = ({ scheduledAt, duration }: Pick<Visit, 'scheduledAt' | 'duration'>) =>
  new Date(Date.parse(scheduledAt) + duration * 60_000).toISOString()

type Range = { from: string; to: string }

/** What no coach in sight works: hatched. Holidays have their names. */
export function closedEvents(free: FreeTime | undefined, { from, to }: Range, chosen: readonly number[]): EventInput[] {
  if (!free || chosen.length === 0) return []
  const working = free.data.filter(({ userId }) => chosen.includes(userId)).flatMap(({ available }) => available)
  return gaps(working, { from, to }).map((gap) => ({ ...gap, display: 'background', title: '', extendedProps: { closed: true } }))
}

export function holidayEvents(free: FreeTime | undefined): EventInput[] {
  return (free?.holidays ?? []).map(({ day, name }) => ({
    id: `holiday ${day}`,
    start: day,
    allDay: true,
    editable: false,
    title: name,
    extendedProps: { holiday: name },
  }))
}

type Spans = readonly { startsAt: string; endsAt: string }[]

/** The time of a range that no span covers. */
export function gaps(spans: Spans, { from, to }: Range): { start: string; end: string }[] {
  const found: { start: string; end: string }[] = []
  let at = from
  for (const { startsAt, endsAt } of spans.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))) {
    if (startsAt > at) found.push({ start: at, end: startsAt })
    if (endsAt > at) at = endsAt
  }
  if (at < to) found.push({ start: at, end: to })
  return found
}

/** Whether a coach works through the whole of a time; of nobody in particular nothing is known. */
export function isBookable(free: FreeTime | undefined, userId: number | null, start: string, end: string): boolean {
  const coach = free?.data.find((each) => each.userId === userId)
  return !coach || coach.available.some(({ startsAt, endsAt }) => startsAt <= start && end <= endsAt)
}
