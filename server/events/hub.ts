/** All open streams of this instance, fed by the database's announcements. */
import type { Database } from '../db/actor.ts'
import type { Listener } from '../db/listen.ts'
import { type ActivityEvent, findMissed } from './storage.ts'
import { eventText, notifiedText, reloadText, type Stream } from './stream.ts'
import { type MayHear, visibilityOf } from './visibility.ts'

export interface Hub {
  /** Sends what was missed since `lastEventId`, then everything as it happens. */
  join(stream: Stream, lastEventId: number | undefined): Promise<void>
  leave(stream: Stream): void
}

interface Parts {
  database: Database
  listener: Listener
  onError: (error: unknown) => void
}

/** Announcements that come together are looked up together. */
const gatherMs = 10
const mostMissed = 500
const mostRemembered = 2_000

export async function openHub({ database, listener, onError }: Parts): Promise<Hub> {
  const streams = new Set<Stream>()
  const order = rememberOrder()
  let waiting: ActivityEvent[] = []
  let delivering: Promise<void> = Promise.resolve()

  const deliver = async () => {
    const events = waiting
    waiting = []
    if (!streams.size) return
    const mayHear = await visibilityOf(database, events)
    sendEach(streams, events, mayHear)
  }
  const reloadAll = () => {
    for (const stream of streams) stream.send(reloadText)
  }
  const hear = (payload: string) => {
    const event: ActivityEvent = JSON.parse(payload)
    order.add(event.id)
    if (!streams.size) return
    if (!waiting.length) {
      setTimeout(() => {
        delivering = delivering.then(deliver).catch((error: unknown) => {
          // Nobody may be told without knowing who may hear it: let them look for themselves.
          onError(error)
          reloadAll()
        })
      }, gatherMs)
    }
    waiting.push(event)
  }
  await listener.on('activity', hear)
  // The person who was told something, and nobody else.
  await listener.on('notification', (userId) => {
    for (const stream of streams) if (String(stream.caller.userId) === userId) stream.send(notifiedText)
  })
  listener.onGap((state) => {
    order.forget()
    if (state === 'restored') reloadAll()
  })
  return {
    join: async (stream, lastEventId) => {
      if (lastEventId === undefined) return void streams.add(stream)
      const { live, release } = holdBack(stream)
      streams.add(live)
      await resume(database, stream, { after: lastEventId, ids: order.after(lastEventId) })
      streams.delete(live)
      if (!stream.isOpen()) return
      streams.add(stream)
      release()
    },
    leave: (stream) => void streams.delete(stream),
  }
}

function sendEach(streams: Iterable<Stream>, events: readonly ActivityEvent[], mayHear: MayHear) {
  const texts = events.map(eventText)
  for (const stream of streams) {
    const heard = events.flatMap((event, index) => {
      if (mayHear(stream.caller, event)) return texts[index] ?? []
      return concernsAll(event) ? reloadText : []
    })
    if (heard.length) stream.send(heard.join(''))
  }
}

/** What others have on screen is no longer theirs to see, or a list has brought or taken many rows: they look again. */
const concernsAll = ({ entityType, action }: ActivityEvent) =>
  ['restricted', 'handed_over', 'changed_many'].includes(action) ||
  (entityType === 'import' && (action === 'imported' || action === 'undone'))

async function resume(database: Database, stream: Stream, missed: { after: number; ids: number[] | undefined }) {
  if (missed.ids?.length === 0) return
  const events = await findMissed(database, stream.caller, { ...missed, most: mostMissed + 1 })
  stream.send(events.length > mostMissed ? reloadText : events.map(eventText).join(''))
}

/** Stands in for a stream whose past is still being read; what happens meanwhile comes after. */
function holdBack(stream: Stream): { live: Stream; release: () => void } {
  const held: string[] = []
  return {
    live: { ...stream, send: (text) => void held.push(text) },
    release: () => {
      for (const text of held) stream.send(text)
    },
  }
}

/**
 * The order in which the last ids were announced: that of their commits. A transaction may commit after one with a
 * higher id, so "later than id 7" is not "greater than 7".
 */
function rememberOrder() {
  let ids: number[] = []
  return {
    add: (id: number) => {
      ids.push(id)
      if (ids.length > mostRemembered * 2) ids = ids.slice(-mostRemembered)
    },
    /** Nothing when it is too long ago, or was announced elsewhere. */
    after: (id: number): number[] | undefined => {
      const at = ids.lastIndexOf(id)
      return at < 0 ? undefined : ids.slice(at + 1)
    },
    forget: () => {
      ids = []
    },
  }
}
