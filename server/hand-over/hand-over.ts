/** Somebody leaves, or goes on holiday: what they hold goes to others in one step, all or nothing. */
import { logActivity } from '../activity/activity.ts'
import { timeInWords } from '../appointments/slots.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { badInput, conflict, found } from '../http/errors.ts'
import { notify } from '../notifications/notifications.ts'
import { requireReferences } from '../records/references.ts'
import { holdUsers } from '../users/holding.ts'
import { changeUser } from '../users/users.ts'
import {
  beQuiet,
  type Counts,
  findClashes,
  findHoldings,
  holdCalendars,
  moveAppointments,
  moveBookedLeads,
  moveContacts,
  moveLeads,
  moveSeries,
  moveTasks,
  unassign,
} from './storage.ts'

interface Given {
  leadsTo?: number | null | undefined
  contactsTo?: number | null | undefined
  tasksTo?: number | null | undefined
  appointmentsTo?: number | null | undefined
  clashes: 'refuse' | 'unassign'
  deactivate: boolean
}
interface Act {
  signingIn: SigningIn
  actor: Actor
  now: Date
}

const takers = { leadsTo: 'user', contactsTo: 'coach', tasksTo: 'user', appointmentsTo: 'user' } as const
const nothing: Counts = { leads: 0, bookedLeads: 0, contacts: 0, tasks: 0, series: 0, appointments: 0 }

export const holdings = async (db: Db, now: Date) => ({ data: await findHoldings(db, now) })

export async function handOver(db: Tx, { signingIn, actor, now }: Act, id: number, given: Given) {
  const people = [...new Set([given.leadsTo, given.contactsTo, given.tasksTo, given.appointmentsTo])].filter((to) => typeof to === 'number')
  // Nobody who takes over is deactivated meanwhile, and nothing more is given to who leaves.
  found(
    (await holdUsers(db, [id, ...people])).find((held) => held === id),
    'User',
  )
  await requireTakers(db, id, given)
  if (given.deactivate) await requireEverythingSaid(db, now, id, given)
  await beQuiet(db)
  const counts = await moveAll(db, { from: id, actorId: actor.userId, now }, given)
  const { leadsTo, contactsTo, tasksTo, appointmentsTo } = given
  const details = { to: { leadsTo, contactsTo, tasksTo, appointmentsTo }, moved: counts }
  logActivity(db, { entityType: 'user', entityId: id, action: 'handed_over', userId: actor.userId, details })
  if (people.length) notify(db, { kind: 'assigned', to: people, entityType: 'user', entityId: id })
  if (given.deactivate) await changeUser(db, signingIn, actor, { id, changes: { isActive: false }, ifMatch: undefined })
  return { value: counts }
}

async function requireTakers(db: Tx, id: number, given: Given): Promise<void> {
  const own = Object.keys(takers).filter((path) => given[path as keyof typeof takers] === id)
  if (own.length) throw badInput(...own.map((path) => ({ path, message: 'is who hands over' })))
  await requireReferences(db, takers, { ...given })
}

/** Nothing stays with somebody who is gone unless that was said: every kind they hold has a taker, or a `null`. */
async function requireEverythingSaid(db: Tx, now: Date, id: number, given: Given): Promise<void> {
  const [held = nothing] = await findHoldings(db, now, id)
  const unsaid = [
    held.leads > 0 && given.leadsTo === undefined && `${held.leads} leads`,
    held.contacts + held.bookedLeads > 0 && given.contactsTo === undefined && `${held.contacts + held.bookedLeads} patients`,
    held.tasks + held.series > 0 && given.tasksTo === undefined && `${held.tasks + held.series} tasks`,
    held.appointments > 0 && given.appointmentsTo === undefined && `${held.appointments} appointments`,
  ].filter((each) => each !== false)
  if (unsaid.length) throw conflict('nobody_named', `Say who takes ${unsaid.join(', ')}, or that they are left without a person.`)
}

async function moveAll(db: Tx, from: { from: number; actorId: number; now: Date }, given: Given) {
  const counts = { ...nothing, unassigned: 0 }
  const { leadsTo, contactsTo, tasksTo, appointmentsTo } = given
  if (appointmentsTo !== undefined) {
    if (appointmentsTo !== null) counts.unassigned = await settleClashes(db, { ...from, to: appointmentsTo }, given.clashes)
    counts.appointments = await moveAppointments(db, { ...from, to: appointmentsTo })
  }
  if (leadsTo !== undefined) counts.leads = await moveLeads(db, { ...from, to: leadsTo })
  if (contactsTo !== undefined) {
    counts.contacts = await moveContacts(db, { ...from, to: contactsTo })
    counts.bookedLeads = await moveBookedLeads(db, { ...from, to: contactsTo })
  }
  if (tasksTo !== undefined) {
    counts.tasks = await moveTasks(db, { ...from, to: tasksTo })
    // People change series through their tasks; moving them is the product's.
    counts.series = await asProduct(db, () => moveSeries(db, { ...from, to: tasksTo }))
  }
  return counts
}

/** Refused with the first of them by name, or left without a person. */
async function settleClashes(
  db: Tx,
  move: { from: number; to: number; actorId: number; now: Date },
  how: Given['clashes'],
): Promise<number> {
  await holdCalendars(db, [move.from, move.to])
  const clashes = await findClashes(db, move)
  const [first] = clashes
  if (!first) return 0
  if (how === 'unassign')
    return unassign(
      db,
      clashes.map(({ id }) => id),
      move,
    )
  const when = timeInWords(first.scheduledAt, first.timeZone)
  const more = clashes.length - 1
  throw conflict(
    'overlap',
    more === 0
      ? `“${first.title}” (${when}) overlaps another appointment of ${first.taker}. Nothing was handed over.`
      : `“${first.title}” (${when}) overlaps another appointment of ${first.taker}. So do ${more} more. Nothing was handed over.`,
  )
}
