/** When the demo clinic's coaches work, when it is closed, and which clock hangs where its people live. */
import { addDays, dayOf, weekdayOf } from '../../shared/clock.ts'
import { zoneOfState } from '../../shared/zones.ts'
import { holidaysBetween } from './holidays.ts'
import { clinicZone, day } from './hours.ts'
import type { Making } from './making.ts'

const workdays = [1, 2, 3, 4, 5]
/** With an hour for lunch. */
const hours = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
] as const

/** Last of all: it looks at who has come and what is booked. */
export function keepTime(making: Making): void {
  const { rows, staff, now } = making
  rows.hours.push(...workdays.map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '18:00' })))
  rows.holidays.push(...holidaysBetween(now.getUTCFullYear() - 1, now.getUTCFullYear() + 1).map(([on, name]) => ({ day: on, name })))
  for (const userId of staff.coaches)
    for (const weekday of workdays) for (const [startsAt, endsAt] of hours) rows.rules.push({ userId, weekday, startsAt, endsAt })
  planTimeAway(making)
  giveClocks(making)
}

/** A week off for one of them: the first to come in which nothing is booked. */
function planTimeAway({ rows, staff, now }: Making): void {
  const userId = staff.coaches.at(-1)
  if (userId === undefined) return
  const booked = new Set(
    rows.appointments.flatMap((visit) => (visit.userId === userId ? [dayOf(clinicZone, visit.scheduledAt.getTime())] : [])),
  )
  const today = dayOf(clinicZone, now.getTime())
  let monday = addDays(today, 8 - weekdayOf(today))
  while (workdays.some((weekday) => booked.has(addDays(monday, weekday - 1)))) monday = addDays(monday, 7)
  rows.exceptions.push({ userId, startsOn: monday, endsOn: addDays(monday, 4), isAvailable: false, reason: 'Holiday' })
}

/** Most people have said where they live; their phone's area code tells it. One in nine reads Spanish. */
function giveClocks({ rows, chance, now }: Making): void {
  const known = new Map<string, { state: string; language: 'en' | 'es' } | undefined>()
  const profileOf = (phone: string | null | undefined) => {
    const key = phone ?? ''
    if (!known.has(key)) {
      const state = stateOfCode[key.slice(2, 5)]
      known.set(key, state && chance.percent(88) ? { state, language: chance.percent(11) ? 'es' : 'en' } : undefined)
    }
    return known.get(key)
  }
  for (const [entityType, people] of [
    ['contact', rows.contacts],
    ['lead', rows.leads],
  ] as const)
    for (const { id, phone } of people) {
      const profile = profileOf(phone)
      if (!profile) continue
      const timeZone = zoneOfState(profile.state) ?? zoneInSplitState[profile.state] ?? null
      rows.profiles.push({ entityType, entityId: id, ...profile, timeZone, updatedAt: new Date(now.getTime() - day) })
    }
}

/** Where the demo's area codes lie in states of two zones. */
const zoneInSplitState: Record<string, string> = {
  AK: 'America/Anchorage',
  AZ: 'America/Phoenix',
  FL: 'America/New_York',
  ID: 'America/Boise',
  IN: 'America/Indiana/Indianapolis',
  KS: 'America/Chicago',
  KY: 'America/New_York',
  MI: 'America/Detroit',
  NE: 'America/Chicago',
  NV: 'America/Los_Angeles',
  OR: 'America/Los_Angeles',
  SD: 'America/Chicago',
  TN: 'America/Chicago',
  TX: 'America/Chicago',
}

const stateOfCode: Record<string, string> = Object.fromEntries(
  `205 AL 907 AK 480 AZ 501 AR 415 CA 619 CA 303 CO 203 CT 302 DE 305 FL 404 GA 808 HI 208 ID 312 IL 317 IN 515 IA 316 KS
  502 KY 504 LA 207 ME 410 MD 617 MA 313 MI 612 MN 601 MS 314 MO 406 MT 402 NE 702 NV 603 NH 201 NJ 505 NM 212 NY 704 NC
  701 ND 216 OH 405 OK 503 OR 215 PA 401 RI 803 SC 615 TN 512 TX 801 UT 206 WA 304 WV 414 WI`
    .trim()
    .split(/\s+(?=\d)/)
    .map((pair) => pair.split(' ') as [string, string]),
)
