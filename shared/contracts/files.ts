/** Files of a person: documents from staff, their own uploads, what came with messages. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, SentTime } from '../inputs.ts'

export const fileLimits = { bytes: 10 * 1024 * 1024, name: 120 } as const
/** Found by their first bytes. What a browser could run (HTML, SVG) is not among them. */
export const fileTypes = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/heic', 'text/plain'] as const

export const FileRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    mediaType: z.enum(fileTypes),
    bytes: z.int(),
    userId: Id.nullable().describe('Who of the staff brought it; `null`: the patient'),
    messageId: Id.nullable(),
    createdAt: SentTime,
  })
  .meta({ id: 'PersonFile' })

export const FileParams = z.strictObject({ fileId: z.uuid() })
export const upload = {
  consumes: ['application/octet-stream'],
  reply: FileRow,
  status: 201,
} as const
const Files = z.object({ data: z.array(FileRow) })
const how = 'the body is the file, the header `X-File-Name` its name, percent-encoded'

export const fileApi = {
  ofLead: endpoint('GET', '/leads/:id/files', { summary: 'Files of a lead, newest first', params: IdParams, reply: Files }),
  ofContact: endpoint('GET', '/contacts/:id/files', { summary: 'Files of a patient, newest first', params: IdParams, reply: Files }),
  toLead: endpoint('POST', '/leads/:id/files', { summary: `Add a file for a lead: ${how}`, params: IdParams, ...upload }),
  toContact: endpoint('POST', '/contacts/:id/files', { summary: `Add a file for a patient: ${how}`, params: IdParams, ...upload }),
  content: endpoint('GET', '/files/:fileId', {
    summary: 'What is in a file; always to be saved, never shown as a page',
    params: FileParams,
    produces: 'application/octet-stream',
  }),
  remove: endpoint('DELETE', '/files/:fileId', {
    summary: 'Remove a file one has added; an Admin any, and restores it',
    params: FileParams,
  }),
}

const OwnFile = FileRow.extend({
  canTakeBack: z.boolean().describe('Added by themselves, not sent with a message, and nobody of the staff can have opened it yet'),
}).meta({ id: 'OwnFile' })

export const portalFileApi = {
  list: endpoint('GET', '/portal/files', { summary: 'Their own files, newest first', reply: z.object({ data: z.array(OwnFile) }) }),
  remove: endpoint('DELETE', '/portal/files/:fileId', {
    summary: 'Take back a file of theirs that nobody of the staff can have opened yet; a 409 once somebody may have',
    params: FileParams,
  }),
  add: endpoint('POST', '/portal/files', { summary: `Add a file of theirs: ${how}`, ...upload }),
  content: endpoint('GET', '/portal/files/:fileId', {
    summary: 'What is in a file of theirs; always to be saved, never shown as a page',
    params: FileParams,
    produces: 'application/octet-stream',
  }),
}
export type FileRow = z.output<typeof FileRow>
