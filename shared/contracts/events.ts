/** Events: what happens, as it happens. */
import { endpoint } from '../contract.ts'

/**
 * Server-sent events. `activity`: `{ id, entityType, entityId, action, userId }`, with the id of the activity as the
 * event's id; `Last-Event-ID` resumes. `reload`: too much was missed or many rows changed at once, read again.
 * `notified`: there is something new under `/notifications`.
 * No names, no texts: a listener looks up what it may see.
 */
export const eventApi = {
  follow: endpoint('GET', '/events', { summary: 'Changes as they happen (server-sent events)', produces: 'text/event-stream' }),
}
