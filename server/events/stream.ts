/** One open event stream: text on a socket. */
import type { FastifyReply } from 'fastify'
import { dataHeaders } from '../http/headers.ts'
import type { Caller } from '../http/house.ts'
import type { ActivityEvent } from './storage.ts'

export interface Stream {
  caller: Caller
  isOpen(): boolean
  send(text: string): void
  end(): void
}

/** A listener who reads so slowly that this much waits for them is cut off; they come back and resume. */
const mostWaitingBytes = 256 * 1024
const reconnectMs = 2_000

export const eventText = (event: ActivityEvent) => `id: ${event.id}\nevent: activity\ndata: ${JSON.stringify(event)}\n\n`
/** Read everything again: more was missed than is worth telling. */
export const reloadText = 'event: reload\ndata: {}\n\n'
/** There is a notification for this person. Without an id: it is no place to go on from. */
export const notifiedText = 'event: notified\ndata: {}\n\n'
export const beatText = ': still here\n\n'

export function openStream(reply: FastifyReply, caller: Caller): Stream {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  // The connection ends with the stream: kept alive, it would hold up a server that stops.
  raw.writeHead(200, { ...dataHeaders, connection: 'close', 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' })
  raw.write(`retry: ${reconnectMs}\n\n`)
  const isOpen = () => !raw.destroyed && !raw.writableEnded
  return {
    caller,
    isOpen,
    send: (text) => {
      if (!isOpen()) return
      raw.write(text)
      if (raw.writableLength > mostWaitingBytes) raw.destroy()
    },
    end: () => void raw.end(),
  }
}
