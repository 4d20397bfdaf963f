/**
 * What one caller may ask for in a minute, where the operator sets a limit; all instances share it through the database.
 * An instance takes a part of the minute's allowance at a time and counts that down in memory, so that few requests wait
 * for it. What it took and did not use is lost until the next minute: a caller of several instances is refused up to that
 * much early, and never let past the limit.
 */
import { type Database, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { deleteAllowancesBefore, takeAllowance } from './allowances-storage.ts'
import { tooManyRequests } from './errors.ts'
import type { Caller, House, PatientCaller } from './house.ts'

interface Parts {
  database: Database
  now: () => Date
  /** Unset: no limit. */
  perMinute: number | undefined
}
/** What this instance holds of a caller's minute. */
interface Held {
  minute: number
  left: number
  /** The whole allowance of this minute is given out. */
  isSpent: boolean
  taking: Promise<void> | undefined
}

const minuteMs = 60_000
/** Into so many parts a minute's allowance is cut. */
const parts = 20
const mostCallers = 10_000

export function requestAllowances({ database, now, perMinute }: Parts): House['takeRequest'] {
  if (perMinute === undefined) return () => undefined
  const held = new Map<string, Held>()
  const part = Math.ceil(perMinute / parts)
  const take = async (caller: string, own: Held): Promise<void> => {
    const minute = new Date(own.minute * minuteMs)
    const given = await writeAs(database, system, (db) => takeAllowance(db, { caller, minute, part, most: perMinute }))
    own.left += given
    own.isSpent = given < part
  }
  const wait = async (caller: string, own: Held): Promise<void> => {
    while (own.left === 0) {
      if (own.isSpent) throw tooManyRequests(secondsLeft(own.minute, now()))
      own.taking ??= take(caller, own).finally(() => {
        own.taking = undefined
      })
      await own.taking
    }
    own.left -= 1
  }
  return (who) => {
    const caller = nameOf(who)
    const minute = Math.floor(now().getTime() / minuteMs)
    let own = held.get(caller)
    if (own?.minute !== minute) {
      own = { minute, left: 0, isSpent: false, taking: undefined }
      if (held.size >= mostCallers) held.clear()
      held.set(caller, own)
    }
    if (own.left === 0) return wait(caller, own)
    own.left -= 1
  }
}

const nameOf = (who: Caller | PatientCaller) => ('leadId' in who ? `patient ${who.leadId}` : `staff ${who.userId}`)

const secondsLeft = (minute: number, at: Date) => Math.max(1, Math.ceil(((minute + 1) * minuteMs - at.getTime()) / 1000))

/** Of callers who have not come back since. */
export const forgetAllowancesBefore = (db: Tx, time: Date): Promise<void> => deleteAllowancesBefore(db, time)
