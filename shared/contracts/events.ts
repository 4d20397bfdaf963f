/** Events: what happens, as it happens. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id } from '../inputs.ts'

const StreamParams = z.strictObject({ stream: z.uuid() })

/**
 * Server-sent events. `activity`: `{ id, entityType, entityId, action, userId }`, with the id of the activity as the
 * event's id; `Last-Event-ID` resumes. `reload`: too much was missed or many rows changed at once, read again.
 * `notified`: there is something new under `/notifications`. `stream`: `{ stream }`, the name of this one.
 * `presence`: `{ entityType, entityId, userIds }`, who has the record open now.
 * No names, no texts: a listener looks up what it may see.
 */
export const eventApi = {
  follow: endpoint('GET', '/events', { summary: 'Changes as they happen (server-sent events)', produces: 'text/event-stream' }),
  stay: endpoint('PUT', '/events/:stream/place', {
    summary: 'Say which record the listener of this stream has open; it ends with the stream',
    params: StreamParams,
    body: z.strictObject({ entityType: z.enum(['lead', 'contact']), entityId: Id }),
  }),
  leave: endpoint('DELETE', '/events/:stream/place', { summary: 'Say that no record is open', params: StreamParams }),
}
