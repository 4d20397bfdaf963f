/** A process that tells the clinic's webhook of alarms, for a test that kills it. Its settings are in the environment. */
import { openDatabase } from '../db/open.ts'
import { openJobs } from '../jobs/jobs.ts'
import { sendAlarmMessages } from '../operations/alarms/alarm-messages.ts'

const { OWNER_URL = '', APP_URL = '', DATA_DIR = '', SECRET: secret = '', WEBHOOK_HOST = '' } = process.env
const database = await openDatabase({ ownerUrl: OWNER_URL, appUrl: APP_URL, dataDir: DATA_DIR, pooler: 'none', poolSize: 6 })
// What a kill interrupts is the test's own doing.
const jobs = openJobs(database, () => undefined)
const origin = () => 'https://crm.clinic.example'
sendAlarmMessages(jobs, { database, mailer: undefined, origin, secret, allowedHosts: [WEBHOOK_HOST], now: () => new Date() })
await jobs.start()
console.info('at work')
