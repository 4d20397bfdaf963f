/** What an Admin settles for the clinic. Every change is logged with what it was, and heard by every open page. */
import { logActivity } from '../activity/activity.ts'
import { type Actor, type Database, readAs, system, writeAs } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import {
  type ClinicRow,
  deleteHoliday,
  findClinic,
  findHoliday,
  findHolidays,
  findHours,
  insertClinic,
  lockClinic,
  type OpenHours,
  storeHoliday,
  storeHours,
  updateClinic,
} from './storage.ts'

type Given = { [K in keyof ClinicRow]?: ClinicRow[K] | undefined }

/** What the environment says of the zone is where a clinic begins; later its own settings count. */
export async function beginClinic(database: Database, timeZone: string): Promise<void> {
  if (await readAs(database, system, findClinic)) return
  await writeAs(database, system, (db) => insertClinic(db, timeZone))
}

export async function clinicSettings(db: Db) {
  return { value: await wholeClinic(db, found(await findClinic(db), 'Clinic')) }
}

export const holidays = async (db: Db) => ({ data: await findHolidays(db) })

export async function changeClinic(db: Tx, actor: Actor, given: Given, ifMatch: string | undefined) {
  const before = found(await lockClinic(db), 'Clinic')
  requireFresh(ifMatch, JSON.stringify(await wholeClinic(db, before)))
  const changed = Object.entries(given).filter(([name, value]) => value !== undefined && !isSame(value, before[name as keyof ClinicRow]))
  if (changed.length) {
    const changes = Object.fromEntries(
      changed.map(([name, value]) => [name, [before[name as keyof ClinicRow], value] as [unknown, unknown]]),
    )
    logSettings(db, actor, { changes })
    await updateClinic(db, Object.fromEntries(changed))
  }
  return { value: await wholeClinic(db, { ...before, ...Object.fromEntries(changed) }) }
}

export async function setHours(db: Tx, actor: Actor, hours: OpenHours[]) {
  const clinic = found(await lockClinic(db), 'Clinic')
  const before = await findHours(db)
  const after = hours.toSorted((one, other) => one.weekday - other.weekday)
  if (!isSame(before, after)) {
    logSettings(db, actor, { changes: { hours: [inWords(before), inWords(after)] } })
    await storeHours(db, after)
  }
  return { value: await wholeClinic(db, clinic) }
}

export async function setHoliday(db: Tx, actor: Actor, day: string, name: string) {
  found(await lockClinic(db), 'Clinic')
  const before = await findHoliday(db, day)
  if (before?.name !== name) {
    logSettings(db, actor, { changes: { holiday: [before ? `${day} ${before.name}` : null, `${day} ${name}`] } })
    await storeHoliday(db, day, name)
  }
  return { value: { day, name } }
}

export async function removeHoliday(db: Tx, actor: Actor, day: string): Promise<void> {
  found(await lockClinic(db), 'Clinic')
  const before = found(await findHoliday(db, day), 'Holiday')
  logSettings(db, actor, { changes: { holiday: [`${day} ${before.name}`, null] } })
  await deleteHoliday(db, day)
}

async function wholeClinic(db: Db, clinic: ClinicRow) {
  const { name, timeZone, country, isDemo, logoColour, reminderMinutes, replyHours, convertsByItself } = clinic
  const hours = await findHours(db)
  return {
    name,
    timeZone,
    country,
    isDemo,
    logoColour,
    reminderMinutes,
    replyHours,
    convertsByItself,
    hours,
    holidays: await findHolidays(db),
  }
}

function logSettings(db: Tx, actor: Actor, details: { changes: Record<string, [unknown, unknown]> }): void {
  logActivity(db, { entityType: 'clinic', entityId: 1, action: 'settings_changed', userId: actor.userId, details })
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const inWords = (hours: readonly OpenHours[]) =>
  hours.map(({ weekday, opensAt, closesAt }) => `${weekday} ${opensAt}-${closesAt}`).join(', ')
