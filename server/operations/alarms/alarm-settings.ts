/** Who hears of alarms: addresses for mail, and one address for programs. */
import { randomBytes } from 'node:crypto'
import type { Actor } from '../../db/actor.ts'
import type { Db, Tx } from '../../db/connection.ts'
import { seal } from '../../db/seal.ts'
import { noteOnClinic } from '../operations.ts'
import { addPractice, findAlarmSettings, storeAlarmEmails, storeWebhook } from '../storage.ts'
import { announceAlarms } from './alarm-keeping.ts'
import { webhookPurpose } from './alarm-messages.ts'
import { findAlarms, findDead } from './alarms-storage.ts'

interface Setting {
  hasMail: boolean
  /** Of the server. */
  secret: string
}

export const alarmsOf = async (db: Db) => ({ data: await findAlarms(db), dead: await findDead(db) })

export const alarmSettings = async (db: Db, { hasMail }: Setting) => ({ ...(await findAlarmSettings(db)), hasMail })

export async function changeAlarmSettings(db: Tx, actor: Actor, { emails, setting }: { emails?: string[] | undefined; setting: Setting }) {
  const before = await findAlarmSettings(db)
  if (emails && JSON.stringify(emails) !== JSON.stringify(before.emails)) {
    await storeAlarmEmails(db, emails)
    noteOnClinic(db, actor, 'alarms_changed', { fields: ['emails'] })
  }
  return alarmSettings(db, setting)
}

/** A new secret each time: whoever had the old one signs nothing more. */
export async function setWebhook(db: Tx, actor: Actor, { url, setting }: { url: string; setting: Setting }) {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  await storeWebhook(db, { url, secret: seal(setting.secret, webhookPurpose, secret) })
  noteOnClinic(db, actor, 'alarms_changed', { fields: ['webhook'] })
  return { ...(await alarmSettings(db, setting)), secret }
}

export async function removeWebhook(db: Tx, actor: Actor): Promise<void> {
  const { webhookUrl } = await findAlarmSettings(db)
  if (webhookUrl === null) return
  await storeWebhook(db, { url: null, secret: null })
  noteOnClinic(db, actor, 'alarms_changed', { fields: ['webhook'] })
}

export async function practise(db: Tx, actor: Actor, { hasMail }: Setting) {
  const alarmId = await addPractice(db, 'This is a message for practice: nothing is wrong')
  const messages = await announceAlarms(db, hasMail, [{ alarmId, event: 'started' }])
  noteOnClinic(db, actor, 'alarm_practised')
  return { messages }
}
