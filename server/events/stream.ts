/** One open event stream: text on a socket. */
import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { dataHeaders } from '../http/headers.ts'
import type { Caller } from '../http/house.ts'
import type { ActivityEvent } from './storage.ts'

export interface Stream {
  /** By which its listener says where they are; told to nobody else. */
  key: string
  caller: Caller
  isOpen(): boolean
  send(text: string): void
  end(): void
}

/** A listener who reads so slowly that this much waits for them is cut off; they come back and resume. */
const mostWaitingBytes = 256 * 1024
const reconnectMs = 2_000

/** The place in the order of announcements that a listener comes back to: the last event, and the instance that told it. */
export interface Place {
  id: number
  /** Unknown where a program noted the number of an event alone. */
  instance: string | undefined
}

const placeLine = ({ id, instance }: Place) => `id: ${id}@${instance}\n`

export const eventText = (event: ActivityEvent, instance: string) =>
  `${placeLine({ id: event.id, instance })}event: activity\ndata: ${JSON.stringify(event)}\n\n`
/** Without an event: only where to come back to. */
export const placeText = (place: Place) => `${placeLine(place)}\n`

export function readPlace(given: unknown): Place | undefined {
  const [, id, instance] = (typeof given === 'string' && /^(\d{1,9})(?:@(\w{1,40}))?$/.exec(given)) || []
  return id === undefined ? undefined : { id: Number(id), instance }
}

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
    key: randomUUID(),
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
