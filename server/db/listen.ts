/** One connection that hears what the database announces (NOTIFY), reconnecting by itself. */
import pg from 'pg'

export interface Listener {
  /** Hears `channel` from now on. */
  on(channel: string, hear: (payload: string) => void): Promise<void>
  /** Called when announcements may have been missed, and when hearing is restored. */
  onGap(gap: (state: 'lost' | 'restored') => void): void
  isHearing(): boolean
  close(): Promise<void>
}

const retryMs = 1_000
/** A connection that died without a word is noticed by a query that stays unanswered. */
const heartbeatMs = 10_000

/** `url` has to lead to PostgreSQL itself or a session pooler. */
export async function openListener(url: string, onError: (error: unknown) => void): Promise<Listener> {
  const channels = new Map<string, ((payload: string) => void)[]>()
  const gaps: ((state: 'lost' | 'restored') => void)[] = []
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined

  const lose = (lost: pg.Client) => {
    if (client !== lost) return
    client = undefined
    lost.end().catch(() => undefined)
    if (closed) return
    for (const gap of gaps) gap('lost')
    retry = setTimeout(() => void connect().catch(onError), retryMs)
    retry.unref()
  }
  const connect = async () => {
    if (closed) return
    const next = new pg.Client({
      connectionString: url,
      application_name: 'healthcrm listener',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    next.on('error', () => lose(next))
    next.on('end', () => lose(next))
    next.on('notification', ({ channel, payload }) => {
      for (const hear of channels.get(channel) ?? []) hear(payload ?? '')
    })
    client = next
    try {
      await next.connect()
      for (const channel of channels.keys()) await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      lose(next)
      throw error
    }
    for (const gap of gaps) gap('restored')
  }
  const stopBeating = beat(() => client, lose)
  await connect()

  return {
    on: async (channel, hear) => {
      const known = channels.get(channel)
      channels.set(channel, [...(known ?? []), hear])
      if (!known) await client?.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
    },
    onGap: (gap) => void gaps.push(gap),
    isHearing: () => client !== undefined,
    close: async () => {
      closed = true
      stopBeating()
      clearTimeout(retry)
      await client?.end()
    },
  }
}

/** Loses a connection that leaves a question unanswered. Answers how to stop. */
function beat(current: () => pg.Client | undefined, lose: (silent: pg.Client) => void): () => void {
  const timer = setInterval(() => {
    const asked = current()
    if (!asked) return
    const silent = setTimeout(() => lose(asked), heartbeatMs / 2)
    const answered = () => clearTimeout(silent)
    asked.query('SELECT 1').then(answered, answered)
  }, heartbeatMs)
  timer.unref()
  return () => clearInterval(timer)
}
