/**
 * Sends what is written about alarms, by mail and to the clinic's webhook: at least once, what began before what ended,
 * ever more patiently, and given up after a day with the reason kept.
 */
import { createHmac } from 'node:crypto'
import { type Database, system, writeAs } from '../../db/actor.ts'
import type { Tx } from '../../db/connection.ts'
import { unseal } from '../../db/seal.ts'
import { postTo } from '../../http/outgoing.ts'
import { enqueue, type Jobs } from '../../jobs/jobs.ts'
import type { Mailer } from '../../mail/mail.ts'
import { alarmMail } from './alarm-words.ts'
import { findReceivers, lockMessage, noteTry, type WaitingMessage } from './alarms-storage.ts'

export interface Post {
  database: Database
  mailer: Mailer | undefined
  /** Where the link of a letter leads. */
  origin: () => string
  /** Of the server: opens what is sealed in the database. */
  secret: string
  allowedHosts: readonly string[]
  now: () => Date
}

export const alarmQueue = 'operations.alarm-message'
/** What the webhook's secret is sealed for. */
export const webhookPurpose = 'alarm webhook'
/** Seconds before each further try. */
const pauses = [5, 30, 120, 600, 1800, 7200, 21_600, 43_200]
const pauseBehindEarlier = 15

export function sendAlarmMessages(jobs: Jobs, post: Post): void {
  jobs.work<{ id: number }>(alarmQueue, ({ id }) => sendMessage(post, id), { atOnce: 4, longestSeconds: 60, retries: 12 })
}

export async function sendMessage(post: Post, id: number): Promise<void> {
  await writeAs(post.database, system, async (db) => {
    const message = await lockMessage(db, id)
    if (!message) return
    if (message.isAhead) return enqueue(db, alarmQueue, { id }, pauseBehindEarlier)
    const error = await failureOf(() => (message.channel === 'mail' ? mail(post, message) : call(db, post, message)))
    const pause = pauses[message.tries]
    if (error === null || pause === undefined) {
      await noteTry(db, id, { state: error === null ? 'sent' : 'dead', error }, post.now())
      return
    }
    await noteTry(db, id, { state: 'waiting', error }, post.now())
    await enqueue(db, alarmQueue, { id }, pause)
  })
}

async function failureOf(send: () => Promise<void>): Promise<string | null> {
  try {
    await send()
    return null
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, 300)
  }
}

async function mail({ mailer, origin }: Post, message: WaitingMessage): Promise<void> {
  if (!mailer || message.receiver === null) throw new Error('No mail server is set')
  const url = `${origin()}/system`
  await mailer.send({ to: message.receiver, ...alarmMail({ ...message, language: message.language ?? 'en', url }) })
}

/** As standardwebhooks.com has it: whoever gets it can tell that it is ours, and new. */
async function call(db: Tx, { secret, allowedHosts, now }: Post, message: WaitingMessage): Promise<void> {
  const { webhookUrl, webhookSecret } = await findReceivers(db)
  const key = webhookSecret === null ? undefined : unseal(secret, webhookPurpose, webhookSecret)
  if (webhookUrl === null || key === undefined) throw new Error('No webhook is set')
  const { id, event, kind, text, startedAt, endedAt, alarmId } = message
  const body = JSON.stringify({
    type: `alarm.${event}`,
    timestamp: event === 'ended' ? endedAt : startedAt,
    data: { id: alarmId, kind, text, startedAt, endedAt: event === 'ended' ? endedAt : null },
  })
  const headers = { 'content-type': 'application/json', ...signed({ id: `alarm_${id}`, at: now(), body, key }) }
  const status = await postTo({ url: webhookUrl, headers, body, allowed: allowedHosts })
  if (status < 200 || status > 299) throw new Error(`The webhook answered ${status}`)
}

const keyPrefix = 'whsec_'

function signed({ id, at, body, key }: { id: string; at: Date; body: string; key: string }): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', Buffer.from(key.slice(keyPrefix.length), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
