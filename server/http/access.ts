/** Notes every look and every refusal of the API for the access log, after the answer has left. */

import type { Endpoint } from '../../shared/contract.ts'
import { largestId } from '../../shared/values.ts'
import type { App } from './house.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: Endpoint
  }
}

const singular: Record<string, string> = {
  leads: 'lead',
  contacts: 'contact',
  tasks: 'task',
  comments: 'comment',
  appointments: 'appointment',
  users: 'user',
  activity: 'activity',
  imports: 'import',
  exports: 'export',
  views: 'view',
}

/** Whatever a request named: only what can be an id may reach the log. */
const isId = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0 && Number(value) <= largestId

export function noteReads(app: App) {
  app.addHook('onResponse', async (request, reply) => {
    const { endpoint } = request.routeOptions.config
    if (!endpoint) return
    const looked = request.method === 'GET' || request.method === 'HEAD'
    // What succeeded in changing something stands in activity_logs already.
    if (!looked && reply.statusCode < 400) return
    const id = (request.params as { id?: unknown } | undefined)?.id
    app.house.noteAccess({
      userId: request.caller?.userId,
      via: request.caller?.via ?? 'anonymous',
      route: endpoint.key,
      status: reply.statusCode,
      entityType: singular[endpoint.path.split('/')[1] ?? ''],
      entityIds: request.shownIds ?? (isId(id) ? [id] : []),
      address: request.ip,
      requestId: request.id,
    })
  })
}
