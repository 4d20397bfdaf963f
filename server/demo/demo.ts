/**
 * The demo clinic: a believable Northgate Clinic with a year behind it, for people who want to look around. It is the
 * same everywhere, and its dates move with the day it is loaded.
 */
import { hashPassword } from '../auth/hashing.ts'
import { system, writeAs } from '../db/actor.ts'
import type { OpenDatabase } from '../db/open.ts'
import { demoResponses } from './answers.ts'
import { giveAnswers } from './answers-storage.ts'
import type { Numbered, Rows } from './making.ts'
import { planClinic } from './plan.ts'
import { keepDocuments, openPortal, signAll } from './portal.ts'
import { giveCredentials, isInUse, nameClinic, payForSources, setHours, takeIds, waitForOthers, writeRows } from './storage.ts'

/** The database holds a clinic already; nothing was written. */
export class ClinicInUse extends Error {
  constructor() {
    super('The demo clinic goes into an empty database only: this one has leads, patients, tasks or appointments.')
  }
}

export interface DemoSettings {
  /** The moment the clinic's dates lead up to. */
  now: Date
  /** What all demo staff sign in with; without it they have no password, and an Admin may invite them. */
  password?: string | undefined
  /** The server's: with it the clinic has its signing key, and a portal that patients sign in to. */
  secret?: string | undefined
  /** Hears the share written so far, 0 to 1. */
  onProgress?: ((share: number) => void) | undefined
}

export interface DemoPerson {
  id: number
  firstName: string
  lastName: string
  email: string
  role: string
}

/** Loads it whole or not at all, beside whatever staff there is. Throws ClinicInUse. */
export async function loadDemoClinic(
  database: OpenDatabase,
  { now, password, secret, onProgress = () => undefined }: DemoSettings,
): Promise<{ staff: DemoPerson[] }> {
  const sizes = sizesOf(planClinic(now, (_kind, number) => number))
  return writeAs(database, system, async (db) => {
    await waitForOthers(db)
    if (await isInUse(db)) throw new ClinicInUse()
    const ids = {} as Record<Numbered, number[]>
    for (const kind of Object.keys(sizes) as Numbered[]) ids[kind] = await takeIds(db, kind, sizes[kind])
    const rows = planClinic(now, (kind, number) => ids[kind][number - 1] ?? 0)
    const staff = rows.users.filter(({ isActive }) => isActive)
    // Hashing takes a core for a while: it goes on while the rows are written.
    const credentials = password === undefined ? undefined : credentialsOf(staff, password)
    credentials?.catch(() => undefined)
    const responses = demoResponses(rows, now)
    if (secret !== undefined) await openPortal(rows, responses)
    await writeRows(db, rows, onProgress)
    await giveAnswers(db, responses)
    await keepDocuments(db, rows)
    if (secret !== undefined) await signAll(db, rows, secret)
    await nameClinic(db)
    await payForSources(db, now)
    await setHours(db, rows.hours)
    if (credentials) await giveCredentials(db, await credentials)
    return { staff: staff.map(({ id, firstName, lastName, email, role }) => ({ id, firstName, lastName, email, role })) }
  })
}

function sizesOf(rows: Rows): Record<Numbered, number> {
  const { users, leads, contacts, tasks, appointments, calls } = rows
  return {
    user: users.length,
    lead: leads.length,
    contact: contacts.length,
    task: tasks.length,
    appointment: appointments.length,
    call: calls.length,
  }
}

/** Each person's hash has its own salt, though the password is one. */
const credentialsOf = (staff: { id: number }[], password: string) =>
  Promise.all(staff.map(async ({ id }) => ({ userId: id, passwordHash: await hashPassword(password) })))
