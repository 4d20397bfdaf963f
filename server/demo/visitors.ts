/** The two whom visitors may be in the portal: somebody on the way to a first visit, and somebody in care. */
import { demoPatients } from '../../shared/demo.ts'
import { day, hour, lastWorkTime } from './hours.ts'
import { happened, type Making } from './making.ts'
import { talks } from './talks.ts'
import { addVisit } from './work.ts'

export interface Visitors {
  arriving: number
  inCare: { leadId: number; contactId: number; coachId: number }
}

/** Gives two who are there anyway their names. Before clocks and talks are given. */
export function nameVisitors(making: Making): Visitors {
  const { rows, now } = making
  const isQuiet = (createdAt: Date | null | undefined) => createdAt && now.getTime() - createdAt.getTime() > 3 * hour
  const lead = rows.leads.findLast((each) => each.status === 'HHQ Started' && each.ownerId && isQuiet(each.createdAt))
  const contact = rows.contacts.filter(({ leadId, healthCoachId }) => leadId && healthCoachId).at(-talks.length * 3)
  const before = rows.leads.find(({ id }) => id === contact?.leadId)
  if (!lead || !contact?.healthCoachId || !before) throw new Error('The demo clinic has nobody to be in the portal')
  Object.assign(lead, demoPatients.arriving)
  Object.assign(contact, demoPatients.inCare)
  Object.assign(before, demoPatients.inCare)
  return { arriving: lead.id, inCare: { leadId: before.id, contactId: contact.id, coachId: contact.healthCoachId } }
}

/** Last of all: what whoever looks around should find. */
export function furnishVisitors(making: Making, { arriving, inCare }: Visitors): void {
  const { rows, calendar, chance, now } = making
  const known = { state: 'NY', timeZone: 'America/New_York', language: 'en', updatedAt: new Date(now.getTime() - day) } as const
  for (const [entityType, entityId] of [
    ['lead', arriving],
    ['lead', inCare.leadId],
    ['contact', inCare.contactId],
  ] as const) {
    rows.profiles = rows.profiles.filter((each) => each.entityType !== entityType || each.entityId !== entityId)
    rows.profiles.push({ entityType, entityId, ...known })
  }
  const { coachId, contactId, leadId } = inCare
  const at = calendar.bookAfter(coachId, new Date(now.getTime() + 3 * day), 30)
  const visit = { title: 'Review', coachId, at, minutes: 30, status: 'Scheduled', contactId, by: coachId } as const
  addVisit(making, { ...visit, bookedAt: new Date(now.getTime() - 2 * day) })
  shareTasks(making, { coachId, contactId })
  addDocuments(making, leadId, coachId)
  for (const [hours, route] of looks) {
    rows.looks.push({
      at: lastWorkTime(new Date(now.getTime() - hours * hour), chance),
      userId: coachId,
      via: 'session',
      route,
      status: 200,
      entityType: 'contact',
      entityIds: [contactId],
      requestId: 'demo',
    })
  }
}

const looks = [
  [26, 'GET /contacts/:id'],
  [50, 'GET /contacts'],
  [74, 'GET /contacts/:id'],
] as const

const shared = [
  ['Go to the lab before ten, without breakfast', 'Water and black coffee are fine.', 2],
  ['Send a photo of your current prescriptions', 'In a message or under Documents.', 4],
] as const

function shareTasks(making: Making, { coachId, contactId }: { coachId: number; contactId: number }) {
  const { rows, now } = making
  for (const [title, description, days] of shared) {
    const id = making.newId('task')
    const createdAt = new Date(now.getTime() - 20 * hour)
    const people = { assignedToId: coachId, createdById: coachId, contactId }
    const dueDate = new Date(now.getTime() + days * day)
    rows.tasks.push({ id, title, description, priority: 'Medium', status: 'Pending', ...people, dueDate, createdAt, updatedAt: createdAt })
    happened(making, { at: createdAt, on: ['task', id], action: 'created', by: coachId })
    rows.sharedTasks.push({ taskId: id, sharedById: coachId, createdAt })
  }
}

function addDocuments({ rows, now }: Making, leadId: number, coachId: number) {
  const bring = (name: string, userId: number | null, days: number, text: string) =>
    rows.files.push({ leadId, userId, name, text, createdAt: new Date(now.getTime() - days * day) })
  bring(
    'Before your blood draw.txt',
    coachId,
    2,
    'Come before ten, without breakfast. Water and black coffee are fine.\nBring the list of what you take.\n',
  )
  bring('What I take.txt', null, 1, 'Levothyroxine 50 mcg, every morning\nVitamin D 2000 IU\n')
}
