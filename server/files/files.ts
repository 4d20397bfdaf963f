/** Files of a person: kept in the database with the rest of their record, and given back as files to be saved. */
import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { fileLimits } from '../../shared/contracts/files.ts'
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { errorCode } from '../db/sqlstate.ts'
import { badInput, conflict, forbidden, found, HttpError, notFound } from '../http/errors.ts'
import type { Person } from '../records/people.ts'
import { kindOf, safeName } from './kinds.ts'
import { contentOf, findFile, findFiles, findOwnFiles, insertFile, removeFile } from './storage.ts'

export interface Arriving {
  bytes: Buffer
  name: string
}

/** The bytes and the name, as they came. */
export function arriving(body: unknown, header: string | string[] | undefined): Arriving {
  if (!Buffer.isBuffer(body) || body.length === 0) throw badInput({ path: 'file', message: 'is missing: send it as the body' })
  if (body.length > fileLimits.bytes) throw new HttpError(413, 'too_large', 'A file may have 10 MB.')
  return { bytes: body, name: typeof header === 'string' ? decoded(header) : '' }
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header)
  } catch {
    throw badInput({ path: 'X-File-Name', message: 'is not percent-encoded' })
  }
}

export const filesOf = async (db: Db, { leadId }: Pick<Person, 'leadId'>) => ({ value: { data: await findFiles(db, leadId) } })

export const ownFiles = async (db: Db, { leadId }: Pick<Person, 'leadId'>) => ({ value: { data: await findOwnFiles(db, leadId) } })

export async function addStaffFile(db: Tx, actor: Actor, person: Person, file: Arriving) {
  if (!policy.message.send(actor, person)) throw forbidden()
  const row = await keep(db, { leadId: person.leadId, userId: actor.userId }, file)
  logActivity(db, { ...subject(person), action: 'file_added', userId: actor.userId, details: { fileId: row.id } })
  return { value: row, status: 201 }
}

export async function addOwnFile(db: Tx, person: Person, file: Arriving) {
  const { leadId } = person
  const row = await keep(db, { leadId, userId: null }, file)
  logActivity(db, {
    ...subject(person),
    action: 'file_added',
    userId: undefined,
    details: { actor: { kind: 'patient', leadId }, fileId: row.id },
  })
  return { value: row, status: 201 }
}

async function keep(db: Tx, whose: { leadId: number; userId: number | null }, { bytes, name }: Arriving) {
  const mediaType = kindOf(bytes)
  if (!mediaType) throw badInput({ path: 'file', message: 'is none of PDF, PNG, JPEG, WebP, HEIC or plain text' })
  const digest = createHash('sha256').update(bytes).digest('hex')
  try {
    return await insertFile(db, { ...whose, name: safeName(name, mediaType), mediaType, bytes: bytes.length, digest }, bytes)
  } catch (error) {
    if (errorCode(error) === '23514') throw conflict('no_room', 'There is no room for another file.')
    throw error
  }
}

export async function removeStaffFile(db: Tx, actor: Actor, id: string): Promise<void> {
  const file = found(await findFile(db, id), 'File')
  if (!policy.file.remove(actor, file)) throw forbidden('A file is for whoever added it to remove, or for an Admin.')
  if (!(await removeFile(db, id))) throw notFound('File')
  logActivity(db, { entityType: 'lead', entityId: file.leadId, action: 'file_removed', userId: actor.userId, details: { fileId: id } })
}

/** What staff may have read is part of the record; before, it is the patient's to take back. */
export async function takeBackFile(db: Tx, person: Person, id: string): Promise<void> {
  const { leadId } = person
  found(await findFile(db, id), 'File')
  if (!(await removeFile(db, id))) {
    throw conflict('file_kept', 'The clinic may have opened this document already. Write to the clinic to have it removed.')
  }
  const details = { actor: { kind: 'patient', leadId }, fileId: id }
  logActivity(db, { ...subject(person), action: 'file_removed', userId: undefined, details })
}

/** Always a file to save, never a page to show: no browser runs what somebody uploaded. */
export async function sendFile(db: Db, reply: FastifyReply, id: string) {
  const file = found(await findFile(db, id), 'File')
  const content = found(await contentOf(db, id), 'File')
  const plain = file.name.replace(/[^\w. -]+/g, '_')
  reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
    .type(file.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : file.mediaType)
  return { leadId: file.leadId, content }
}

/** Where it stands in the trail: with the patient, or the lead that is none yet. */
export const subject = ({ leadId, contactId }: Pick<Person, 'leadId' | 'contactId'>) =>
  contactId === null ? ({ entityType: 'lead', entityId: leadId } as const) : ({ entityType: 'contact', entityId: contactId } as const)
