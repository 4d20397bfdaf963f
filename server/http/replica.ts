/** Serving from a replica of the database. */
import type { Endpoint, EndpointParts } from '../../shared/contract.ts'
import type { Db } from '../db/connection.ts'
import { readFromReplica } from '../db/replicas.ts'
import type { App, Caller } from './house.ts'
import { prepared, send } from './reply.ts'
import { type Answer, actorOf, type Given, given, route } from './serve.ts'

/** A GET that a replica may answer: its reader sees what they wrote themselves, and of others what is some seconds old at most. */
export function serveFromReplica<E extends Endpoint<`GET ${string}`, EndpointParts>>(
  app: App,
  endpoint: E,
  handler: (acting: Given<E> & { actor: Caller; db: Db }) => Promise<Answer<E>>,
) {
  route(app, endpoint, async (request, reply) => {
    const actor = actorOf(request)
    const answer = await readFromReplica(app.house.database, actor, async (db) =>
      prepared(endpoint, await handler({ ...given(endpoint, request), actor, db }), app),
    )
    return send(reply, endpoint, answer)
  })
}
