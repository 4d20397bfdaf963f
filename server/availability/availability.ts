/** Coaches keep their own week; Admins keep everybody's. Free time follows from it. */

import type { z } from 'zod'
import { addDays, dayOf } from '../../shared/clock.ts'
import type { FreeTime, NewException, NewWeek } from '../../shared/contracts/availability.ts'
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { forbidden, notFound } from '../http/errors.ts'
import { coachExists } from '../users/names.ts'
import { availableTime, freeTime } from './free-time.ts'
import type { Interval } from './intervals.ts'
import {
  exceptionsOf,
  findClinic,
  holidaysBetween,
  hoursOfClinic,
  insertException,
  removeException,
  replaceRules,
  rulesOf,
  takenTime,
} from './storage.ts'

interface Question {
  userId: number[]
  from: Date
  to: Date
}

export const clinicOf = findClinic

/** Working and free time of coaches in a range, in the order they were asked for. */
export async function freeTimeOf(db: Db, { userId: userIds, from, to }: Question): Promise<z.input<typeof FreeTime>> {
  const { timeZone } = await findClinic(db)
  const [first, last] = [addDays(dayOf(timeZone, from.getTime()), -1), addDays(dayOf(timeZone, to.getTime()), 1)]
  const hours = await hoursOfClinic(db)
  const holidays = await holidaysBetween(db, first, last)
  const rules = Map.groupBy(await rulesOf(db, userIds), ({ userId }) => userId)
  const exceptions = Map.groupBy(await exceptionsOf(db, userIds, first, last), ({ userId }) => userId)
  const taken = Map.groupBy(await takenTime(db, userIds, from.toISOString(), to.toISOString()), ({ userId }) => userId)
  const clinic = { timeZone, hours, holidays: holidays.map(({ day }) => day) }
  const data = userIds.map((userId) => {
    const coach = { rules: rules.get(userId) ?? [], exceptions: exceptions.get(userId) ?? [] }
    const available = availableTime(clinic, coach, [from.getTime(), to.getTime()])
    const busy = (taken.get(userId) ?? []).map(({ startsAt, endsAt }): Interval => [Date.parse(startsAt), Date.parse(endsAt)])
    return { userId, available: available.map(asSpan), free: freeTime(available, busy).map(asSpan) }
  })
  return { timeZone, holidays, data }
}

/** When each coach works in a range. Of one who has not said, in a clinic that has not either, nothing is known. */
export async function workingTimeOf(db: Db, userIds: readonly number[], [from, to]: Interval) {
  const { timeZone } = await findClinic(db)
  const [first, last] = [addDays(dayOf(timeZone, from), -1), addDays(dayOf(timeZone, to), 1)]
  const hours = await hoursOfClinic(db)
  const holidays = (await holidaysBetween(db, first, last)).map(({ day }) => day)
  const rules = Map.groupBy(await rulesOf(db, userIds), ({ userId }) => userId)
  const exceptions = Map.groupBy(await exceptionsOf(db, userIds, first, last), ({ userId }) => userId)
  const timeOf = (userId: number): Interval[] => {
    const coach = { rules: rules.get(userId) ?? [], exceptions: exceptions.get(userId) ?? [] }
    return hours.length || coach.rules.length ? availableTime({ timeZone, hours, holidays }, coach, [from, to]) : []
  }
  return { timeZone, timeOf }
}

const asSpan = ([from, to]: Interval) => ({ startsAt: new Date(from).toISOString(), endsAt: new Date(to).toISOString() })

/** The usual week, and the days that differ from a month back on. */
export async function weekOf(db: Db, userId: number, now: Date) {
  await requireCoach(db, userId)
  const { timeZone } = await findClinic(db)
  const exceptions = await exceptionsOf(db, [userId], addDays(dayOf(timeZone, now.getTime()), -31))
  return { rules: await rulesOf(db, [userId]), exceptions }
}

export async function setWeek(db: Tx, actor: Actor, userId: number, { rules }: NewWeek, now: Date) {
  await requireOwn(db, actor, userId)
  await replaceRules(db, userId, rules)
  logActivity(db, {
    entityType: 'user',
    entityId: userId,
    action: 'availability_changed',
    userId: actor.userId,
    details: { rules: rules.length },
  })
  return weekOf(db, userId, now)
}

export async function addException(db: Tx, actor: Actor, userId: number, given: NewException) {
  await requireOwn(db, actor, userId)
  const made = await insertException(db, { ...given, userId })
  const { startsOn, endsOn, isAvailable } = made
  const details = { startsOn, endsOn, isAvailable, ...(made.reason ? { fields: ['reason'] } : {}) }
  logActivity(db, { entityType: 'user', entityId: userId, action: 'availability_changed', userId: actor.userId, details })
  return made
}

export async function takeBackException(db: Tx, actor: Actor, userId: number, id: number): Promise<void> {
  await requireOwn(db, actor, userId)
  if (!(await removeException(db, userId, id))) throw notFound('Exception')
  logActivity(db, { entityType: 'user', entityId: userId, action: 'availability_changed', userId: actor.userId, details: { removed: id } })
}

async function requireOwn(db: Db, actor: Actor, userId: number) {
  await requireCoach(db, userId)
  if (!policy.availability.update(actor, { userId })) throw forbidden('A coach keeps their own week; an Admin keeps everybody’s.')
}

async function requireCoach(db: Db, userId: number) {
  if (!(await coachExists(db, userId))) throw notFound('Coach')
}
