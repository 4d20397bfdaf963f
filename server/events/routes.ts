import type { FastifyRequest } from 'fastify'
import { eventApi } from '../../shared/contracts/events.ts'
import type { Auth } from '../auth/auth.ts'
import { errorCode } from '../db/actor.ts'
import type { App } from '../http/house.ts'
import { actorOf, serveOpen } from '../http/serve.ts'
import { openHub } from './hub.ts'
import { beatText, openStream, readPlace, type Stream } from './stream.ts'

const beatMs = 15_000

type Rechecks = Pick<Auth, 'recheck' | 'onIdentityChange'>

/** Answers how many streams are open on this instance. */
export async function eventRoutes(app: App, auth: Rechecks): Promise<{ openStreams: () => number }> {
  const { database, listener } = app.house
  const onError = (error: unknown) => app.log.error({ code: errorCode(error) }, 'events could not be delivered')
  const hub = await openHub({ database, listener, onError })
  const open = new Map<Stream, FastifyRequest>()

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
  app.addHook('preClose', async () => {
    clearInterval(beat)
    for (const stream of open.keys()) stream.end()
  })

  serveOpen(app, eventApi.follow, async ({ request, reply }) => {
    if (request.method === 'HEAD') return reply.type('text/event-stream; charset=utf-8').send()
    const stream = openStream(reply, actorOf(request))
    open.set(stream, request)
    reply.raw.on('close', () => {
      open.delete(stream)
      hub.leave(stream)
    })
    await hub.join(stream, readPlace(request.headers['last-event-id'])).catch((error: unknown) => {
      onError(error)
      stream.end()
    })
    return reply
  })
  return { openStreams: () => open.size }
}
