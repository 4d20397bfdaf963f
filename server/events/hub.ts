/** All open streams of this instance, fed by the database's announcements. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../db/actor.ts'
import type { Listener } from '../db/listen.ts'
import { type ActivityEvent, findMissed } from './storage.ts'
import { eventText, notifiedText, type Place, placeText, reloadText, type Stream } from './stream.ts'
import { type MayHear, visibilityOf } from './visibility.ts'

export interface Hub {
  /** Sends what was missed since the listener's last place, then everything as it happens. */
  join(stream: Stream, last: Place | undefined): Promise<void>
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
  const instance = randomUUID().slice(0, 8)
  const order = rememberOrder()
  const reloadAll = () => {
    for (const stream of streams) stream.send(reloadText)
  }
  const deliver = async (events: readonly ActivityEvent[]) => {
    if (streams.size) sendEach(streams, events, { mayHear: await visibilityOf(database, events), instance })
  }
  const tell = together(deliver, (error) => {
    // Nobody may be told without knowing who may hear it: let them look for themselves.
    onError(error)
    reloadAll()
  })
  const hear = (payload: string) => {
    const event: ActivityEvent = JSON.parse(payload)
    order.add(event.id)
    if (streams.size) tell(event)
  }
  const startWith = (stream: Stream, text = '') => {
    streams.add(stream)
    stream.send(placeText({ id: order.newest(), instance }) + text)
  }
  await listener.on('activity', hear)
  // The person who was told something, and nobody else.
  await listener.on('notification', (userId) => {
    for (const stream of streams) if (String(stream.caller.userId) === userId) stream.send(notifiedText)
  })
  await listener.on('reload', reloadAll)
  listener.onGap((state) => {
    order.forget()
    if (state === 'restored') reloadAll()
  })
  await database.pool.query(toldToLookAgain)
  return {
    join: async (stream, last) => {
      if (!last) return startWith(stream)
      const ids = order.after(last.id)
      // Told by an instance that may be gone, or so long ago that the order is forgotten: nobody can say what was missed.
      if (last.instance !== undefined && (last.instance !== instance || !ids)) return startWith(stream, reloadText)
      const { live, release } = holdBack(stream)
      streams.add(live)
      await resume(database, stream, { after: last.id, ids, instance })
      streams.delete(live)
      if (!stream.isOpen()) return
      streams.add(stream)
      release()
    },
    leave: (stream) => void streams.delete(stream),
  }
}

/** What comes in one moment is delivered at once, one moment after the other. */
function together<T>(deliver: (all: readonly T[]) => Promise<void>, failed: (error: unknown) => void): (one: T) => void {
  let waiting: T[] = []
  let delivering: Promise<void> = Promise.resolve()
  const deliverAll = () => {
    const all = waiting
    waiting = []
    return deliver(all)
  }
  return (one) => {
    if (!waiting.length) {
      setTimeout(() => {
        delivering = delivering.then(deliverAll).catch(failed)
      }, gatherMs)
    }
    waiting.push(one)
  }
}

/** A server that was killed may have taken announcements of its last moments with it: who follows another instance looks again. */
const toldToLookAgain = `select pg_notify('reload', '')`

function sendEach(
  streams: Iterable<Stream>,
  events: readonly ActivityEvent[],
  { mayHear, instance }: { mayHear: MayHear; instance: string },
) {
  const texts = events.map((event) => eventText(event, instance))
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

async function resume(
  database: Database,
  stream: Stream,
  { instance, ...missed }: { after: number; ids: number[] | undefined; instance: string },
) {
  if (missed.ids?.length === 0) return
  const events = await findMissed(database, stream.caller, { ...missed, most: mostMissed + 1 })
  stream.send(events.length > mostMissed ? reloadText : events.map((event) => eventText(event, instance)).join(''))
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
    /** The place of who comes now: 0 while nothing was announced. */
    newest: () => ids.at(-1) ?? 0,
    forget: () => {
      ids = []
    },
  }
}
