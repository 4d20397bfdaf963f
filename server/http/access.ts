/** Notes every look and every refusal of the API for the access log, after the answer has left. */

import type { FastifyRequest } from 'fastify'
import type { Endpoint } from '../../shared/contract.ts'
import { largestId } from '../../shared/values.ts'
import type { AccessEvent, App } from './house.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: Endpoint
  }
}

const singular: Record<string, string> = {
  leads: 'lead',
  contacts: 'contact',
  tasks: 'task',
  'task-sharings': 'task',
  'patient-requests': 'lead',
  comments: 'comment',
  appointments: 'appointment',
  calendar: 'appointment',
  'calendar-feeds': 'appointment',
  users: 'user',
  activity: 'activity',
  imports: 'import',
  exports: 'export',
  audit: 'audit',
  reports: 'report',
  system: 'system',
  views: 'view',
  'bulk-jobs': 'bulk_job',
  merges: 'merge',
  questionnaires: 'questionnaire',
  'questionnaire-responses': 'lead',
  signatures: 'signature',
  'signing-keys': 'signing_key',
}

/** Whatever a request named: only what can be an id may reach the log. */
const isId = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0 && Number(value) <= largestId

export function noteReads(app: App) {
  app.addHook('onResponse', (request, reply, done) => {
    done()
    const { endpoint } = request.routeOptions.config
    if (!endpoint) return
    // What succeeded in changing something stands in activity_logs already.
    if (request.isTold && reply.statusCode < 400) return
    app.house.noteAccess({
      userId: request.caller?.userId,
      via: request.patient ? 'portal' : (request.caller?.via ?? 'anonymous'),
      route: endpoint.key,
      status: reply.statusCode,
      ...shownBy(request, endpoint),
      address: request.ip,
      requestId: request.id,
    })
  })
}

type Shown = Pick<AccessEvent, 'entityType' | 'entityIds' | 'entityTypes'>

/** One look is one entry, whatever it showed; records of several kinds have theirs beside each number. */
function shownBy(request: FastifyRequest, endpoint: Endpoint): Shown {
  if (request.shown?.length) return gathered(request.shown)
  // Whatever a patient looks at is of their own record.
  if (request.patient) return { entityType: 'lead', entityIds: [request.patient.leadId] }
  const id = (request.params as { id?: unknown } | undefined)?.id
  return { entityType: singular[endpoint.path.split('/')[1] ?? ''], entityIds: request.shownIds ?? (isId(id) ? [id] : []) }
}

function gathered(shown: readonly { entityType: string; id: number }[]): Shown {
  const records = [...new Map(shown.map((each) => [`${each.entityType} ${each.id}`, each])).values()]
  const kinds = records.map(({ entityType }) => entityType)
  const entityIds = records.map(({ id }) => id)
  return new Set(kinds).size === 1 ? { entityType: kinds[0], entityIds } : { entityType: undefined, entityIds, entityTypes: kinds }
}
