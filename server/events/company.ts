/** Tells the open streams of this instance who has which record open, as far as they may know of the record. */
import type { Database } from '../db/actor.ts'
import type { Listener } from '../db/listen.ts'
import { namedText, type Place, presenceText, rememberPresence, type Word } from './presence.ts'
import { announcePresence, presenceChannel } from './storage.ts'
import type { Stream } from './stream.ts'
import { visibilityOf } from './visibility.ts'

interface Parts {
  database: Database
  listener: Listener
  now: () => Date
  onError: (error: unknown) => void
}

export async function openCompany({ database, listener, now, onError }: Parts) {
  const streams = new Set<Stream>()
  const presence = rememberPresence(() => now().getTime())
  // While the database is away nobody hears anyway; the next beat says it again.
  const announce = (payload: string) => announcePresence(database, payload).catch(() => undefined)

  const tell = async (places: readonly Place[], listeners: Iterable<Stream>) => {
    if (!places.length) return
    const events = places.map((place) => ({ ...place, id: 0, action: 'present', userId: null }))
    const mayHear = await visibilityOf(database, events)
    for (const stream of listeners) {
      const heard = events.filter((event, index) => places[index] && mayHear(stream.caller, event))
      const text = heard.map(({ entityType, entityId }) => presenceText({ entityType, entityId }, presence.at({ entityType, entityId })))
      if (text.length) stream.send(text.join(''))
    }
  }
  await listener.on(presenceChannel, (payload) => void tell(presence.hear(payload), streams).catch(onError))
  return {
    /** Gives the stream its name and says who is where. */
    join: (stream: Stream) => {
      streams.add(stream)
      stream.send(namedText(stream.key))
      void tell(presence.everywhere(), [stream]).catch(onError)
    },
    leave: (stream: Stream) => {
      streams.delete(stream)
      const word: Word = { stream: stream.key, userId: stream.caller.userId, at: null }
      if (presence.isKnown(stream.key)) void announce(JSON.stringify([word]))
    },
    /** Says again who is here, and forgets whom nobody speaks of. */
    beat: () => {
      for (const payload of presence.repeated([...streams].map(({ key }) => key))) void announce(payload)
      void tell(presence.expire(), streams).catch(onError)
    },
  }
}
