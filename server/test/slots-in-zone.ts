/** What a patient is offered, by a server in the zone of its TZ: node slots-in-zone.ts OWNER_URL DATA_DIR COOKIE PATH. */
import { pino } from 'pino'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'

const [ownerUrl = '', dataDir = '', cookie = '', ...paths] = process.argv.slice(2)
const database = await openDatabase({ ownerUrl, dataDir, poolSize: 2, replicaUrls: [], pooler: 'none' })
const config = { ...readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), sessionSecret: 'a secret of the tests, forty letters long' }
const app = await buildApp({ config, database, log: pino({ level: 'silent' }) })
const answers = []
for (const url of paths)
  answers.push((await app.inject({ url: `/api/v1${url}`, headers: { cookie, 'sec-fetch-site': 'same-origin' } })).body)
process.stdout.write(JSON.stringify({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, answers }))
await app.close()
await database.close()
