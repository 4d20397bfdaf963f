/** Replies that are the same for everybody of a role, kept until what they say changes. */
import type { Endpoint, EndpointParts } from '../../shared/contract.ts'
import { readAs } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import type { Subject } from '../db/kept.ts'
import type { App } from './house.ts'
import { prepared, send } from './reply.ts'
import { type Answer, actorOf, route } from './serve.ts'

/** A GET without parameters. */
export function serveKept<E extends Endpoint<`GET ${string}`, EndpointParts>>(
  app: App,
  endpoint: E,
  subject: Subject,
  read: (db: Db) => Promise<Answer<E>>,
) {
  route(app, endpoint, async (request, reply) => {
    const actor = actorOf(request)
    const make = () => readAs(app.house.database, actor, async (db) => prepared(endpoint, await read(db), app))
    return send(reply, endpoint, await app.house.kept.keep(subject, `${endpoint.key} ${actor.role}`, make))
  })
}
