/** A process that works off what forms have sent, for a test that kills it. Its settings are in the environment. */
import { workOnSubmissions } from '../arrivals/arrivals.ts'
import { openDatabase } from '../db/open.ts'
import { openJobs } from '../jobs/jobs.ts'

const { OWNER_URL = '', APP_URL = '', DATA_DIR = '', SECRET: secret = '' } = process.env
const database = await openDatabase({ ownerUrl: OWNER_URL, appUrl: APP_URL, dataDir: DATA_DIR, pooler: 'none', poolSize: 3 })
// What a kill interrupts is the test's own doing.
const jobs = openJobs(database, () => undefined)
workOnSubmissions(jobs, { database, secret, now: () => new Date() })
await jobs.start()
console.info('at work')
