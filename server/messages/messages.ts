/** Messages between a patient and the clinic. The words stand in `messages` alone, never in the trail or in a letter. */
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { subject } from '../files/files.ts'
import { badInput, forbidden } from '../http/errors.ts'
import { enqueue } from '../jobs/jobs.ts'
import type { Person } from '../records/people.ts'
import { mailQueue } from './letters.ts'
import {
  attachFiles,
  insertMessage,
  isFirstUnread,
  messageForPatient,
  messageForStaff,
  messagesForPatient,
  messagesForStaff,
  readByPatient,
  readByStaff,
  unreadOfPatient,
} from './storage.ts'
import { countWaiting, findTalks } from './talks-storage.ts'

interface Asked {
  limit: number
  cursor?: string | undefined
}
interface Written {
  body: string
  fileIds?: string[] | undefined
}

const sort = 'messages'

/** A page of a talk as JSON, whoever reads it. */
async function pageOf(
  secret: string,
  { limit, cursor }: Asked,
  find: (page: { limit: number; before?: number }) => Promise<{ id: number; json: string }[]>,
) {
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, sort)
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of these messages' })
  const rows = await find({ limit: limit + 1, ...(after ? { before: after.id } : {}) })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? writeCursor(secret, { sort, value: '', id: last.id }) : null
  return `"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(next)}`
}

export async function talkOf(db: Db, secret: string, { leadId }: Person, asked: Asked) {
  return { json: `{${await pageOf(secret, asked, (page) => messagesForStaff(db, leadId, page))}}` }
}

export async function ownTalk(db: Db, secret: string, leadId: number, asked: Asked) {
  const page = await pageOf(secret, asked, (each) => messagesForPatient(db, leadId, each))
  const { unread, replyHours } = await unreadOfPatient(db, leadId)
  return { json: `{${page},"unread":${unread},"replyHours":${replyHours}}` }
}

/** The patient is told by mail that there is something, once until they have looked. */
export async function writeToPatient(db: Tx, actor: Actor, person: Person, { written, mails }: { written: Written; mails: boolean }) {
  if (!policy.message.send(actor, person)) throw forbidden()
  const { leadId } = person
  const id = await write(db, { leadId, userId: actor.userId }, written)
  logActivity(db, { ...subject(person), action: 'message_sent', userId: actor.userId, details: { messageId: id } })
  if (mails && (await isFirstUnread(db, leadId, id))) await enqueue(db, mailQueue, { leadId, messageId: id })
  return { json: await messageForStaff(db, id), status: 201 }
}

/** Staff are told by the database, whatever path a message takes. */
export async function writeToClinic(db: Tx, person: Person, written: Written) {
  const { leadId } = person
  const id = await write(db, { leadId, userId: null }, written)
  const details = { actor: { kind: 'patient', leadId }, messageId: id }
  logActivity(db, { ...subject(person), action: 'message_received', userId: undefined, details })
  return { json: await messageForPatient(db, id), status: 201 }
}

async function write(db: Tx, whose: { leadId: number; userId: number | null }, { body, fileIds = [] }: Written): Promise<number> {
  const id = await insertMessage(db, { ...whose, body })
  const asked = [...new Set(fileIds)]
  if (asked.length && (await attachFiles(db, { id, ...whose }, asked)) < asked.length) {
    throw badInput({ path: 'fileIds', message: 'names a file that is not there for this message' })
  }
  return id
}

/** Only who answers for the clinic has read for it. */
export async function markReadByStaff(db: Tx, actor: Actor, person: Person, now: Date): Promise<void> {
  if (!policy.message.send(actor, person)) throw forbidden()
  const count = await readByStaff(db, person.leadId, { userId: actor.userId, now })
  if (count) logActivity(db, { ...subject(person), action: 'messages_read', userId: actor.userId, details: { count } })
}

export async function markReadByPatient(db: Tx, person: Person, now: Date): Promise<void> {
  const { leadId } = person
  const count = await readByPatient(db, leadId, now)
  const details = { actor: { kind: 'patient', leadId }, count }
  if (count) logActivity(db, { ...subject(person), action: 'messages_read', userId: undefined, details })
}

interface TalksAsked extends Asked {
  ownerId?: number | 'none' | undefined
  waiting?: boolean | undefined
}

/** The inbox as JSON, and the people it names, for the trail of looks. */
export async function listTalks(db: Db, secret: string, { limit, cursor, ownerId, waiting }: TalksAsked) {
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, 'talks')
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of this list' })
  const rows = await findTalks(db, {
    limit: limit + 1,
    ...(after ? { after: { waits: after.value === 'waits', lastId: after.id } } : {}),
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(waiting ? { waiting } : {}),
  })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? writeCursor(secret, { sort: 'talks', value: last.waits ? 'waits' : '', id: last.lastId }) : null
  const facts = await countWaiting(db)
  return {
    json: `{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(next)},"waiting":${facts.waiting},"replyHours":${facts.replyHours}}`,
    shown: shown.map((each) => {
      const { entityType, entityId } = subject(each)
      return { entityType, id: entityId }
    }),
  }
}
