/** Keeps what alarms stand, and writes a message for everybody who hears of them when one begins and when it is over. */
import { type Database, system, writeAs } from '../../db/actor.ts'
import type { Tx } from '../../db/connection.ts'
import { enqueue } from '../../jobs/jobs.ts'
import { alarmQueue } from './alarm-messages.ts'
import type { Alarm } from './alarms.ts'
import { addMessages, beginAlarms, endOthers, findReceivers, forgetOldAlarms, holdAlarms, type NewMessage } from './alarms-storage.ts'

export interface Keeping {
  database: Database
  /** Whether a mail server is set. */
  hasMail: boolean
}

export async function keepAlarms({ database, hasMail }: Keeping, alarms: readonly Alarm[], now: Date): Promise<void> {
  await writeAs(database, system, async (db) => {
    await holdAlarms(db)
    const ended = await endOthers(db, alarms, now)
    const begun = alarms.length ? await beginAlarms(db, alarms, now) : []
    await announceAlarms(db, hasMail, [
      ...begun.map((alarmId) => ({ alarmId, event: 'started' as const })),
      ...ended.map((alarmId) => ({ alarmId, event: 'ended' as const })),
    ])
    await forgetOldAlarms(db, now)
  })
}

type Event = Pick<NewMessage, 'alarmId' | 'event'>

/** The messages and their jobs, in the transaction of what they tell. Answers how many there are. */
export async function announceAlarms(db: Tx, hasMail: boolean, events: readonly Event[]): Promise<number> {
  if (!events.length) return 0
  const { emails, webhookUrl } = await findReceivers(db)
  const messages = events.flatMap((event): NewMessage[] => [
    ...(hasMail ? emails.map((receiver) => ({ ...event, channel: 'mail' as const, receiver })) : []),
    ...(webhookUrl ? [{ ...event, channel: 'webhook' as const, receiver: null }] : []),
  ])
  if (!messages.length) return 0
  for (const id of await addMessages(db, messages)) await enqueue(db, alarmQueue, { id })
  return messages.length
}
