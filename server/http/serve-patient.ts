/** `serve` for the portal: the database shows the handler the rows of the patient who is signed in, and no others. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint, EndpointParts } from '../../shared/contract.ts'
import { hasQueued, readAs, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import type { App, House, PatientCaller } from './house.ts'
import { withIdempotency } from './idempotency.ts'
import { prepared, send } from './reply.ts'
import { type Answer, type DbFor, type Given, given, route, telling } from './serve.ts'

export interface PatientActing<E> extends Given<E> {
  patient: PatientCaller
  db: DbFor<E>
  reply: FastifyReply
}

export function servePatient<E extends Endpoint<string, EndpointParts>>(
  app: App,
  endpoint: E,
  handler: (given: PatientActing<E>) => Promise<Answer<E>>,
) {
  const run = endpoint.method === 'GET' ? readAs : writeAs
  route(app, endpoint, async (request, reply) => {
    const patient = patientOf(request)
    const answer = await run(app.house.database, patient, async (db) => {
      const act = async () => prepared(endpoint, await handler({ ...given(endpoint, request), patient, db: db as DbFor<E>, reply }), app)
      const done = await (endpoint.method === 'POST' ? withIdempotency(db as Tx, { leadId: patient.leadId }, request, act) : act())
      if (endpoint.method !== 'GET') request.isTold = hasQueued(db as Tx)
      return done
    })
    return send(reply, endpoint, answer)
  })
}

/** For a patient's routes that manage their own transactions or stream. */
export function servePatientOpen<E extends Endpoint<string, EndpointParts>>(
  app: App,
  endpoint: E,
  handler: (given: Given<E> & { patient: PatientCaller; house: House; reply: FastifyReply }) => Promise<unknown>,
) {
  route(app, endpoint, async (request, reply) => {
    const patient = patientOf(request)
    const answer = await telling(endpoint, request, () => handler({ ...given(endpoint, request), patient, house: app.house, reply }))
    return reply.sent || answer === reply ? reply : send(reply, endpoint, prepared(endpoint, answer, app))
  })
}

export function patientOf({ patient }: FastifyRequest): PatientCaller {
  if (!patient) throw new Error('The gate let somebody without a portal session into a route that needs a patient')
  return patient
}
