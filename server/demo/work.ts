/** Tasks and visits of the demo clinic. */
import { type AppointmentStatus, dueHours, type TaskPriority } from '../../shared/values.ts'
import { day, hour, lastWorkTime, minute, nextWorkTime } from './hours.ts'
import { happened, type Making } from './making.ts'

interface About {
  leadId?: number | null
  contactId?: number | null
}
interface NewTask extends About {
  title: string
  userId: number
}

const priorities: [TaskPriority, number][] = [
  ['Low', 18],
  ['Medium', 46],
  ['High', 28],
  ['Urgent', 8],
]

/** A task still to be done: some are late, most are for this week. Nothing to do if the record is younger than the task would be. */
export function addOpenTask(making: Making, { title, userId, leadId = null, contactId = null }: NewTask): void {
  const { chance, now, rows } = making
  const priority = chance.weigh(priorities)
  const days = chance.weigh<[number, number]>([
    [[-5, -0.1], 4],
    [[0.05, 1], 36],
    [[1, 7], 60],
  ])
  const wanted = new Date(now.getTime() + chance.spread(...days) * day)
  const dueDate = wanted < now ? lastWorkTime(wanted, chance) : nextWorkTime(wanted)
  const latest = now.getTime() - chance.between(20, 400) * minute
  const createdAt = lastWorkTime(new Date(Math.min(dueDate.getTime() - dueHours[priority] * hour, latest)), chance)
  const isBegun = chance.percent(18)
  const updatedAt = isBegun ? new Date((createdAt.getTime() + now.getTime()) / 2) : createdAt
  const status = isBegun ? 'In Progress' : 'Pending'
  const id = making.newId('task')
  rows.tasks.push({
    id,
    title,
    priority,
    status,
    assignedToId: userId,
    createdById: userId,
    leadId,
    contactId,
    dueDate,
    createdAt,
    updatedAt,
  })
  happened(making, { at: createdAt, on: ['task', id], action: 'created', by: userId })
  if (!isBegun) return
  happened(making, {
    at: updatedAt,
    on: ['task', id],
    action: 'updated',
    by: userId,
    details: { changes: { status: ['Pending', status] } },
  })
}

/** A task of earlier days: done as a rule, and as a rule in time. */
export function addPastTask(making: Making, { title, userId, leadId = null, contactId = null }: NewTask, createdAt: Date): void {
  const { chance, now, rows } = making
  const priority = chance.weigh(priorities)
  const dueDate = new Date(createdAt.getTime() + dueHours[priority] * hour)
  const took = Math.max(dueHours[priority], 3) * hour * (chance.percent(95) ? chance.spread(0.05, 0.9) : chance.spread(1.2, 2))
  const wanted = lastWorkTime(new Date(Math.min(createdAt.getTime() + took, now.getTime())), chance)
  const endedAt = new Date(Math.max(wanted.getTime(), createdAt.getTime() + 4 * minute))
  const isDone = chance.percent(94)
  const status = isDone ? 'Completed' : 'Cancelled'
  const id = making.newId('task')
  const completedAt = isDone ? endedAt : null
  const people = { assignedToId: userId, createdById: userId, leadId, contactId }
  rows.tasks.push({ id, title, priority, status, ...people, dueDate, completedAt, createdAt, updatedAt: endedAt })
  happened(making, { at: createdAt, on: ['task', id], action: 'created', by: userId })
  const details = { changes: { status: ['Pending', status] as [string, string] } }
  happened(making, { at: endedAt, on: ['task', id], action: isDone ? 'completed' : 'updated', by: userId, details })
}

interface NewVisit extends About {
  title: string
  coachId: number
  at: Date
  minutes: number
  status: AppointmentStatus
  /** Who booked it, and when. */
  by: number
  bookedAt: Date
}

const actions: Partial<Record<AppointmentStatus, string>> = { Completed: 'completed', Cancelled: 'cancelled', 'No Show': 'no_show' }

export function addVisit(making: Making, visit: NewVisit): void {
  const { chance, rows } = making
  const { title, coachId, at, minutes, status, leadId = null, contactId = null, by, bookedAt } = visit
  const id = making.newId('appointment')
  const createdAt = new Date(Math.min(bookedAt.getTime(), at.getTime() - hour))
  const endedAt = endOf(making, { ...visit, bookedAt: createdAt })
  rows.appointments.push({
    id,
    title,
    scheduledAt: at,
    duration: minutes,
    status,
    userId: coachId,
    leadId,
    contactId,
    meetingLink: `https://meet.example.com/${chance.between(100, 999)}-${chance.between(1000, 9999)}-${id}`,
    createdAt,
    updatedAt: endedAt ?? createdAt,
  })
  if (leadId !== null && id % 3 !== 0) bookedByPatient(making, id, { leadId, at: createdAt })
  else happened(making, { at: createdAt, on: ['appointment', id], action: 'created', by })
  const action = actions[status]
  if (!action || !endedAt) return
  const details = { changes: { status: ['Scheduled', status] as [string, string] } }
  happened(making, { at: endedAt, on: ['appointment', id], action, by: coachId, details })
}

/** In the portal, within a few minutes. */
function bookedByPatient(making: Making, id: number, { leadId, at }: { leadId: number; at: Date }): void {
  making.rows.choosing.push({ appointmentId: id, since: new Date(at.getTime() - (1.5 + ((id * 37) % 60) / 10) * minute) })
  happened(making, { at, on: ['appointment', id], action: 'created', by: null, details: { actor: { kind: 'patient', leadId } } })
}

/** When a visit was ticked off: at its end, a while after nobody came, or some time before it was to be. */
function endOf({ chance, now }: Making, { status, at, minutes, bookedAt }: NewVisit): Date | undefined {
  if (status === 'Scheduled') return undefined
  if (status === 'Completed') return new Date(at.getTime() + minutes * minute)
  if (status === 'No Show') return new Date(at.getTime() + 15 * minute)
  const latest = Math.min(at.getTime() - hour, now.getTime())
  return new Date(chance.spread(bookedAt.getTime(), Math.max(latest, bookedAt.getTime())))
}
