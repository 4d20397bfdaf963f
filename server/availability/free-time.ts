/**
 * When a coach can be booked. A coach works at an instant when the clinic's wall clock then shows a time of their week:
 * where clocks go back such a time comes twice, where they go ahead it does not come at all. The week counts within the
 * clinic's hours; extra time counts also outside of them; time away beats both; on a holiday nobody works.
 */
import { addDays, dayMs, dayOf, minuteMs, offsetAt, transitionsBetween, weekdayOf } from '../../shared/clock.ts'
import { type Interval, intersect, subtract, unite } from './intervals.ts'

export interface Rule {
  weekday: number
  startsAt: string
  endsAt: string
  validFrom: string | null
  validTo: string | null
}
export interface Exception {
  startsOn: string
  endsOn: string
  startsAt: string | null
  endsAt: string | null
  isAvailable: boolean
}
export interface ClinicTime {
  timeZone: string
  /** None at all: the clinic has not said, and is always open. */
  hours: readonly { weekday: number; opensAt: string; closesAt: string }[]
  holidays: readonly string[]
}
export interface CoachTime {
  /** None at all: the coach has not said, and works the clinic's hours. */
  rules: readonly Rule[]
  exceptions: readonly Exception[]
}

const wholeDay: Interval = [0, dayMs]

/** The instants of a range, in ms, at which a coach works. */
export function availableTime(clinic: ClinicTime, coach: CoachTime, [from, to]: Interval): Interval[] {
  const found: Interval[] = []
  const last = addDays(dayOf(clinic.timeZone, to), 1)
  for (let day = addDays(dayOf(clinic.timeZone, from), -1); day <= last; day = addDays(day, 1)) {
    const walls = workingWalls(clinic, coach, day)
    if (walls.length) found.push(...instantsOf(clinic.timeZone, day, walls))
  }
  return intersect(unite(found), [[from, to]])
}

/** What is left of working time beside what is taken. */
export const freeTime = (available: readonly Interval[], busy: readonly Interval[]): Interval[] => subtract(available, unite(busy))

/** Times of one day's wall clock, in ms since its midnight. */
function workingWalls(clinic: ClinicTime, { rules, exceptions }: CoachTime, day: string): Interval[] {
  if (clinic.holidays.includes(day)) return []
  const weekday = weekdayOf(day)
  const open = clinic.hours.length
    ? clinic.hours.filter((hours) => hours.weekday === weekday).map(({ opensAt, closesAt }) => wallsOf(opensAt, closesAt))
    : [wholeDay]
  const usual = rules.length
    ? intersect(unite(rules.filter((rule) => holds(rule, day, weekday)).map((rule) => wallsOf(rule.startsAt, rule.endsAt))), open)
    : open
  const today = exceptions.filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
  const extra = today.filter(({ isAvailable }) => isAvailable).map(hoursOf)
  const away = today.filter(({ isAvailable }) => !isAvailable).map(hoursOf)
  return subtract(unite([...usual, ...extra]), unite(away))
}

const holds = ({ weekday, validFrom, validTo }: Rule, day: string, today: number) =>
  weekday === today && (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo)

const hoursOf = ({ startsAt, endsAt }: Exception): Interval => (startsAt && endsAt ? wallsOf(startsAt, endsAt) : wholeDay)
const wallsOf = (startsAt: string, endsAt: string): Interval => [sinceMidnight(startsAt), sinceMidnight(endsAt)]

function sinceMidnight(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * minuteMs
}

/** The instants at which the zone's clock shows these times of that day: between two jumps of the clock its offset is one. */
function instantsOf(zone: string, day: string, walls: readonly Interval[]): Interval[] {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const [earliest, latest] = [midnight - dayMs, midnight + 2 * dayMs]
  const edges = [earliest, ...transitionsBetween(zone, earliest, latest), latest]
  return edges.slice(0, -1).flatMap((start, index) => {
    const offset = offsetAt(zone, start)
    const instants = walls.map(([from, to]): Interval => [midnight + from - offset, midnight + to - offset])
    return intersect(instants, [[start, edges[index + 1] ?? latest]])
  })
}
