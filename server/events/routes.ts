import type { FastifyRequest } from 'fastify'
import { eventApi } from '../../shared/contracts/events.ts'
import type { Auth } from '../auth/auth.ts'
import { type Actor, readAs } from '../db/actor.ts'
import { errorCode } from '../db/sqlstate.ts'
import { notFound } from '../http/errors.ts'
import type { App } from '../http/house.ts'
import { actorOf, serveOpen } from '../http/serve.ts'
import { openCompany } from './company.ts'
import { openHub } from './hub.ts'
import { presenceBeatMs, type Word } from './presence.ts'
import { announcePresence, mayKnowOf } from './storage.ts'
import { beatText, openStream, readPlace, type Stream } from './stream.ts'

const beatMs = 15_000

type Rechecks = Pick<Auth, 'recheck' | 'onIdentityChange'>

/** Answers how many streams are open on this instance. */
export async function eventRoutes(app: App, auth: Rechecks): Promise<{ openStreams: () => number }> {
  const { database, listener, now } = app.house
  const onError = (error: unknown) => app.log.error({ code: errorCode(error) }, 'events could not be delivered')
  const hub = await openHub({ database, listener, onError })
  const company = await openCompany({ database, listener, now, onError })
  const open = new Map<Stream, FastifyRequest>()
  const stopLooking = lookAfter(open, auth)
  const presenceBeat = setInterval(company.beat, presenceBeatMs)
  app.addHook('preClose', async () => {
    stopLooking()
    clearInterval(presenceBeat)
    for (const stream of open.keys()) stream.end()
  })

  serveOpen(app, eventApi.follow, async ({ request, reply }) => {
    if (request.method === 'HEAD') return reply.type('text/event-stream; charset=utf-8').send()
    const stream = openStream(reply, actorOf(request))
    open.set(stream, request)
    reply.raw.on('close', () => {
      open.delete(stream)
      hub.leave(stream)
      company.leave(stream)
    })
    await hub.join(stream, readPlace(request.headers['last-event-id'])).catch((error: unknown) => {
      onError(error)
      stream.end()
    })
    if (stream.isOpen()) company.join(stream)
    return reply
  })
  servePlaces(app)
  return { openStreams: () => open.size }
}

/** Keeps open streams alive, and asks again and again whether those who listen still are who they were. Answers how to stop. */
function lookAfter(open: ReadonlyMap<Stream, FastifyRequest>, auth: Rechecks): () => void {
  /** Ends the stream of somebody who is no longer who they were; their browser comes back as whoever they are now. */
  const recheck = async (stream: Stream, request: FastifyRequest) => {
    const caller = await auth.recheck(request).catch(() => undefined)
    if (caller?.userId !== stream.caller.userId || caller.role !== stream.caller.role) stream.end()
  }
  auth.onIdentityChange((whose) => {
    for (const [stream, request] of open) {
      if (whose === 'everyone' || whose === stream.caller.userId) void recheck(stream, request)
    }
  })
  const beat = setInterval(() => {
    for (const [stream, request] of open) {
      stream.send(beatText)
      void recheck(stream, request)
    }
  }, beatMs)
  return () => clearInterval(beat)
}

/** Where a listener is concerns those who look at the same record, and is written nowhere. */
function servePlaces(app: App): void {
  const { database } = app.house
  const announce = (word: Word) => announcePresence(database, JSON.stringify([word]))
  serveOpen(app, eventApi.stay, async ({ request, params: { stream }, body }) => {
    const actor: Actor = actorOf(request)
    if (!(await readAs(database, actor, (db) => mayKnowOf(db, body)))) throw notFound('Record')
    await announce({ stream, userId: actor.userId, at: body })
    // It shows nothing: there is no look to note.
    request.isTold = true
  })
  serveOpen(app, eventApi.leave, async ({ request, params: { stream } }) => {
    await announce({ stream, userId: actorOf(request).userId, at: null })
    request.isTold = true
  })
}
