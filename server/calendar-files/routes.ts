import type { FastifyReply } from 'fastify'
import { calendarFileApi } from '../../shared/contracts/calendar-files.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import { readAs } from '../db/actor.ts'
import type { App } from '../http/house.ts'
import { actorOf, serve, serveOpen } from '../http/serve.ts'
import { closeFeed, feedOf, openFeed, readFeed, visitFile } from './calendar-files.ts'

export function calendarFileRoutes(app: App, signingIn: SigningIn): void {
  const { database, now, origin } = signingIn
  serveOpen(app, calendarFileApi.file, async ({ params, request, reply }) => {
    const text = await readAs(database, actorOf(request), (db) => visitFile(db, params.id))
    request.shownIds = [params.id]
    return sendCalendar(reply, text, 'visit.ics')
  })
  serve(app, calendarFileApi.feed, ({ db, actor }) => feedOf(db, actor))
  serve(app, calendarFileApi.openFeed, ({ db, actor }) => openFeed(db, actor, { origin: origin(), now: now() }))
  serve(app, calendarFileApi.closeFeed, ({ db, actor }) => closeFeed(db, actor))
  serveOpen(app, calendarFileApi.read, async ({ params, request, reply }) => {
    const { actor, ids, text } = await readFeed(signingIn, { token: params.token, address: request.ip })
    // The look is its user's, by a secret that may do nothing else.
    request.caller = { ...actor, via: 'token', scope: 'read', credentialId: 0 }
    request.shownIds = ids
    return sendCalendar(reply, text, 'calendar.ics')
  })
}

const sendCalendar = (reply: FastifyReply, text: string, name: string) =>
  reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`)
    .type('text/calendar; charset=utf-8')
    .send(text)
