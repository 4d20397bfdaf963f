/**
 * Who has which record open. Nothing of it is stored: each instance hears every word of the others (NOTIFY), repeats those
 * of its own streams every few seconds, and forgets what nobody repeats. A stream that closes takes its word with it.
 */

export interface Place {
  entityType: 'lead' | 'contact'
  entityId: number
}

/** What is announced: a stream is at a record, or nowhere. */
export interface Word {
  stream: string
  userId: number
  at: Place | null
}

/** So often an instance says again who is at its streams. */
export const presenceBeatMs = 5_000
/** Longer than two beats: an instance that died takes its people with it. */
const forgottenMs = 12_000
/** A payload of NOTIFY holds 8,000 bytes. */
const mostWords = 50

const keyOf = ({ entityType, entityId }: Place) => `${entityType} ${entityId}`

export function rememberPresence(clock: () => number) {
  const words = new Map<string, { userId: number; at: Place; until: number }>()

  /** Answers the records at which somebody came or went. */
  const hear = (payload: string): Place[] => {
    const moved = (JSON.parse(payload) as Word[]).flatMap(({ stream, userId, at }) => {
      const before = words.get(stream)
      if (before && before.userId !== userId) return []
      if (at) words.set(stream, { userId, at, until: clock() + forgottenMs })
      else words.delete(stream)
      const same = before && at && keyOf(before.at) === keyOf(at)
      return same ? [] : [...(before ? [before.at] : []), ...(at ? [at] : [])]
    })
    return distinct(moved)
  }
  const expire = (): Place[] => {
    const silent = [...words].filter(([, { until }]) => until < clock())
    for (const [stream] of silent) words.delete(stream)
    return distinct(silent.map(([, { at }]) => at))
  }
  return {
    hear,
    expire,
    /** The people at a record, each once. */
    at: (place: Place): number[] => {
      const here = [...words.values()].filter(({ at }) => keyOf(at) === keyOf(place))
      return [...new Set(here.map(({ userId }) => userId))].sort((a, b) => a - b)
    },
    everywhere: (): Place[] => distinct([...words.values()].map(({ at }) => at)),
    /** What the given streams say again, in payloads that NOTIFY takes. */
    repeated: (streams: Iterable<string>): string[] => {
      const own = [...streams].flatMap((stream): Word[] => {
        const word = words.get(stream)
        return word ? [{ stream, userId: word.userId, at: word.at }] : []
      })
      return Array.from({ length: Math.ceil(own.length / mostWords) }, (_, at) =>
        JSON.stringify(own.slice(at * mostWords, (at + 1) * mostWords)),
      )
    },
    isKnown: (stream: string) => words.has(stream),
  }
}

const distinct = (places: readonly Place[]): Place[] => [...new Map(places.map((place) => [keyOf(place), place])).values()]

export const presenceText = (place: Place, userIds: readonly number[]) =>
  `event: presence\ndata: ${JSON.stringify({ entityType: place.entityType, entityId: place.entityId, userIds })}\n\n`
/** The name by which a listener says where they are. */
export const namedText = (stream: string) => `event: stream\ndata: ${JSON.stringify({ stream })}\n\n`
