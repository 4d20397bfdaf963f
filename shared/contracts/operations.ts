/** Backups, restore drills and alarms: how well the clinic's data is kept, for its Admins. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { emailAddress, line, SentTime, webLink } from '../inputs.ts'

const Place = z.object({
  place: z.string().describe('A folder, or the address of a bucket; without secrets'),
  backups: z.int(),
  newestAt: SentTime.nullable(),
  restorableFrom: SentTime.nullable().describe('From this time on, every second can be restored'),
  bytes: z.int().describe('Of the backups, as they lie there'),
  logFiles: z.int().describe('Pieces of the write-ahead log'),
  gap: z.string().nullable().describe('The first missing piece of the log, if one is missing'),
  error: z.string().nullable().describe('Why it cannot be read'),
})

/**
 * Of a database that is not the embedded one: DATABASE_DATA_DIR is unset; it names nothing here, another database, or what
 * we may not read; pgBackRest is not here, or cannot come to its folders; PostgreSQL does not hand over its log.
 */
export const setupReasons = ['unset', 'not_here', 'another', 'no_right', 'no_program', 'unreachable', 'not_archiving'] as const

export const Backups = z
  .object({
    kind: z
      .enum(['own', 'pgbackrest', 'elsewhere'])
      .describe('Whose backups these are; elsewhere: the database is backed up by its operator'),
    places: z.array(Place),
    waitingSince: SentTime.nullable().describe('When the oldest piece of the log that has not reached every place was laid down'),
    waiting: z.int().describe('Pieces of the log that have not reached every place'),
    runs: z.array(
      z.object({
        id: z.int(),
        startedAt: SentTime,
        finishedAt: SentTime.nullable(),
        state: z.enum(['running', 'done', 'failed']),
        bytes: z.int().nullable(),
        error: z.string().nullable(),
      }),
    ),
    key: z.object({ isWrittenDown: z.boolean(), fingerprint: z.string() }).nullable().describe('The key that seals them'),
    setup: z
      .object({
        reason: z.enum(setupReasons).describe('Why the operator has something to do'),
        configuration: z.string().describe('The configuration for pgBackRest, made from the settings, without its secrets'),
        steps: z.array(z.string()).describe('What to type, where the database runs'),
      })
      .nullable()
      .describe('What the operator of a database of his own still has to do'),
  })
  .meta({ id: 'Backups' })

export const RestoreDrill = z
  .object({
    id: z.int(),
    startedAt: SentTime,
    finishedAt: SentTime.nullable(),
    state: z.enum(['running', 'passed', 'failed']),
    place: z.string().nullable(),
    restoreMs: z.int().nullable().describe('Until the copy answered: the time to recover (RTO)'),
    lostMs: z.int().nullable().describe('How long a change was in the database alone: what a disaster would have cost (RPO)'),
    rows: z.int().nullable(),
    indexes: z.int().nullable(),
    foreignKeys: z.int().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'RestoreDrill' })

export const AlarmState = z
  .object({
    id: z.int(),
    kind: z.string(),
    text: z.string(),
    startedAt: SentTime,
    endedAt: SentTime.nullable(),
  })
  .meta({ id: 'AlarmState' })

const DeadMessage = z.object({
  id: z.int(),
  kind: z.string().describe('Of its alarm'),
  channel: z.enum(['mail', 'webhook']),
  tries: z.int(),
  error: z.string().nullable(),
  at: SentTime,
})

export const AlarmSettings = z
  .object({
    emails: z.array(z.string()).describe('Who gets the mail; with nobody named, every Admin'),
    hasMail: z.boolean().describe('Whether a mail server is set'),
    webhookUrl: z.string().nullable(),
  })
  .meta({ id: 'AlarmSettings' })

const WebhookUrl = webLink.refine(
  (url) => !URL.canParse(url) || !(new URL(url).username || new URL(url).password),
  'carries a name or password',
)

const asked = z.object({ asked: z.literal(true) })

export const operationsApi = {
  backups: endpoint('GET', '/system/backups', { summary: 'Where the backups are, how old, and whether the log is whole', reply: Backups }),
  backUp: endpoint('POST', '/system/backups', { summary: 'Back up now; it runs behind the answer', reply: asked, status: 202 }),
  drills: endpoint('GET', '/system/drills', {
    summary: 'The last thirty restore drills',
    reply: z.object({ data: z.array(RestoreDrill) }),
  }),
  drill: endpoint('POST', '/system/drills', {
    summary: 'Restore the backups to a scratch place now; it runs behind the answer',
    reply: asked,
    status: 202,
  }),
  showKey: endpoint('POST', '/system/backup-key', {
    summary: 'The key that opens the backups, until somebody has confirmed that it is written down',
    reply: z.object({ key: z.string() }),
    status: 200,
  }),
  confirmKey: endpoint('PUT', '/system/backup-key/confirmation', {
    summary: 'Say that the key is written down, by its last four letters',
    body: z.strictObject({ lastGroup: line(20) }),
  }),
  alarms: endpoint('GET', '/system/alarms', {
    summary: 'Alarms that stand and the last that are over, and messages about them that did not arrive',
    reply: z.object({ data: z.array(AlarmState), dead: z.array(DeadMessage) }),
  }),
  alarmSettings: endpoint('GET', '/settings/alarms', { summary: 'Who hears of alarms', reply: AlarmSettings }),
  changeAlarmSettings: endpoint('PATCH', '/settings/alarms', {
    summary: 'Set who gets mail about alarms',
    body: z.strictObject({ emails: z.array(emailAddress).max(10).optional() }),
    reply: AlarmSettings,
  }),
  setAlarmWebhook: endpoint('PUT', '/settings/alarms/webhook', {
    summary: 'Send alarms to an address too; answers the secret they are signed with, once (Standard Webhooks)',
    body: z.strictObject({ url: WebhookUrl }),
    reply: AlarmSettings.extend({ secret: z.string() }),
  }),
  removeAlarmWebhook: endpoint('DELETE', '/settings/alarms/webhook', { summary: 'Send alarms to no address' }),
  testAlarm: endpoint('POST', '/settings/alarms/test', {
    summary: 'Send a message for practice to everybody who hears of alarms',
    reply: z.object({ messages: z.int() }),
    status: 202,
  }),
}
