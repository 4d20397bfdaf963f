/** What an Admin sees and does of backups, drills and alarms. */
import { timingSafeEqual } from 'node:crypto'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { badInput, conflict, notFound } from '../http/errors.ts'
import { enqueue } from '../jobs/jobs.ts'
import { type BackedUpElsewhere, backupQueue, drillQueue, type OwnBackups } from './keeping.ts'
import { readBackupKey } from './seal/backup-key.ts'
import { findDrills, findIsKeyWrittenDown, findRuns, storeKeyWrittenDown } from './storage.ts'

export type KnownBackups = OwnBackups | BackedUpElsewhere | undefined

export async function backupsOf(db: Db, backups: KnownBackups) {
  const [runs, setup] = [await findRuns(db), (await backups?.setup?.()) ?? null]
  const own = ownOf(backups)
  if (!own) return { kind: 'elsewhere' as const, places: [], waitingSince: null, waiting: 0, runs, key: null, setup }
  const { count, since } = await own.waiting()
  return {
    kind: own.kind,
    places: (await own.places(runs.find(({ state }) => state !== 'running')?.id)).map(({ damage: _, ...place }) => place),
    waitingSince: since?.toISOString() ?? null,
    waiting: count,
    runs,
    key: { isWrittenDown: await findIsKeyWrittenDown(db), fingerprint: own.key.fingerprint },
    setup,
  }
}

/** Those that we take. */
export const ownOf = (backups: KnownBackups): OwnBackups | undefined => (backups?.kind === 'elsewhere' ? undefined : backups)

export const drillsOf = async (db: Db) => ({ data: await findDrills(db) })

/** Behind the answer: it takes as long as the data is large. */
export async function askForBackup(db: Tx, actor: Actor, own: KnownBackups) {
  requireOwn(own)
  await enqueue(db, backupQueue, {})
  noteOnClinic(db, actor, 'backup_started')
  return { asked: true as const }
}

export async function askForDrill(db: Tx, actor: Actor, own: KnownBackups) {
  requireOwn(own)
  await enqueue(db, drillQueue, {})
  noteOnClinic(db, actor, 'drill_started')
  return { asked: true as const }
}

/** Until somebody has written it down; from then on only who can enter the machine reads it. */
export async function showKey(db: Tx, actor: Actor, own: KnownBackups) {
  const { writtenKey } = requireOwn(own)
  if (await findIsKeyWrittenDown(db)) throw notFound('Backup key')
  noteOnClinic(db, actor, 'backup_key_shown')
  return { key: writtenKey() }
}

export async function confirmKey(db: Tx, actor: Actor, { own, lastGroup }: { own: KnownBackups; lastGroup: string }) {
  const { writtenKey } = requireOwn(own)
  if (await findIsKeyWrittenDown(db)) return
  if (!isLastGroup(lastGroup, writtenKey())) {
    throw badInput({ path: 'lastGroup', message: 'are not the last four letters of the key: look at what you wrote down' })
  }
  await storeKeyWrittenDown(db)
  noteOnClinic(db, actor, 'backup_key_written_down')
}

/** As forgiving as the key itself of case and of letters that look alike. */
function isLastGroup(typed: string, key: string): boolean {
  const whole = key.slice(0, -4) + typed.trim()
  const [given, wanted] = [readBackupKey(whole)?.bytes, readBackupKey(key)?.bytes]
  return given !== undefined && wanted !== undefined && timingSafeEqual(given, wanted)
}

function requireOwn(backups: KnownBackups): OwnBackups {
  const own = ownOf(backups)
  if (!own) throw conflict('backed_up_elsewhere', 'This database is not backed up from here: its operator backs it up.')
  return own
}

export const noteOnClinic = (db: Tx, actor: Actor, action: string, details?: { fields: string[] }) =>
  logActivity(db, { entityType: 'clinic', entityId: 1, action, userId: actor.userId, ...(details ? { details } : {}) })
