/** Serving pages of the trails, of which older entries stand in files. */
import type { Endpoint, EndpointParts } from '../../shared/contract.ts'
import { readTrail } from '../activity/archived.ts'
import type { Db } from '../db/connection.ts'
import type { App, ArchivedTrails, Caller, PatientCaller } from './house.ts'
import { prepared, send } from './reply.ts'
import { type Answer, actorOf, type Given, given, route } from './serve.ts'
import { patientOf } from './serve-patient.ts'

interface Reading {
  db: Db
  archived: ArchivedTrails
}

/** A GET that may need entries from archive files: is that so, its handler runs again once they are read. */
export function serveTrail<E extends Endpoint<`GET ${string}`, EndpointParts>>(
  app: App,
  endpoint: E,
  handler: (acting: Given<E> & Reading & { actor: Caller }) => Promise<Answer<E>>,
) {
  route(app, endpoint, async (request, reply) => {
    const actor = actorOf(request)
    const answer = await readTrail(app.house, actor, async (db, archived) =>
      prepared(endpoint, await handler({ ...given(endpoint, request), actor, db, archived }), app),
    )
    return send(reply, endpoint, answer)
  })
}

/** The same in the portal. */
export function servePatientTrail<E extends Endpoint<`GET ${string}`, EndpointParts>>(
  app: App,
  endpoint: E,
  handler: (acting: Given<E> & Reading & { patient: PatientCaller }) => Promise<Answer<E>>,
) {
  route(app, endpoint, async (request, reply) => {
    const patient = patientOf(request)
    const answer = await readTrail(app.house, patient, async (db, archived) =>
      prepared(endpoint, await handler({ ...given(endpoint, request), patient, db, archived }), app),
    )
    return send(reply, endpoint, answer)
  })
}
