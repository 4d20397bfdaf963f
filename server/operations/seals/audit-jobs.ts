/** What keeps the trails honest while the server runs: seals every minute, a verification a day, the archive at night. */
import pg from 'pg'
import type { Config } from '../../config.ts'
import { system, writeAs } from '../../db/actor.ts'
import type { OpenDatabase } from '../../db/open.ts'
import { enqueue, type Jobs } from '../../jobs/jobs.ts'
import type { Mailer } from '../../mail/mail.ts'
import { archiveTrails } from '../archive/archive-trails.ts'
import { withOwner } from '../owner-storage.ts'
import { ownBackupKey, storesOf } from '../places.ts'
import { anchorText, writeAnchor } from './anchor.ts'
import { anchorKeyOf } from './anchor-key.ts'
import { type AuditPlace, checkTrails } from './check-trails.ts'
import { anchorReaders, isCheckDue } from './checks-storage.ts'
import { sealTrails } from './seal-trails.ts'
import { lastSeal } from './seals-storage.ts'
import { openSettling } from './settled.ts'

export interface AuditParts {
  config: Config
  database: OpenDatabase
  jobs: Jobs
  mailer: Mailer | undefined
}

export const checkQueue = 'operations.audit-check'
const archiveQueue = 'operations.archive'
const longest = { retries: 0, longestSeconds: 4 * 60 * 60 }

/** Made at the first need: a key for nothing is not made. */
export function auditPlaceOf(config: Config): () => AuditPlace {
  let made: AuditPlace | undefined
  return () => {
    made ??= { stores: storesOf(config), key: ownBackupKey(config), anchorKey: anchorKeyOf(config.dataDir) }
    return made
  }
}

export function auditJobs({ config, database, jobs, mailer }: AuditParts): void {
  const place = auditPlaceOf(config)
  const settled = openSettling()
  let anchored: number | undefined
  jobs.schedule('operations.seal', '* * * * *', () =>
    asProduct(database.url, async (client) => {
      const head = (await sealTrails(client, settled))?.head
      if (!head || head.id === anchored) return
      for (const store of place().stores) await writeAnchor(store, place().anchorKey, head, new Date())
      anchored = head.id
    }),
  )
  const askFor = (queue: string) => () => writeAs(database, system, (db) => enqueue(db, queue, {}))
  // Asked hourly, so that a machine that sleeps at night verifies in the morning.
  jobs.schedule('operations.audit', '7 * * * *', async () => {
    if (await asProduct(database.url, isCheckDue)) await askFor(checkQueue)()
  })
  jobs.work<{ check?: number }>(
    checkQueue,
    ({ check }) =>
      asProduct(database.url, async (client) => {
        await checkTrails(client, place(), check)
        if (mailer) await mailAnchor(client, mailer, place())
      }),
    longest,
  )
  const months = config.activityRetentionMonths
  if (months === undefined) return
  jobs.schedule('operations.archive-daily', '23 2 * * *', askFor(archiveQueue))
  jobs.work(
    archiveQueue,
    () => withOwner(database.ownerUrl, async (client) => void (await archiveTrails(client, { place: place(), months, now: new Date() }))),
    longest,
  )
}

/** To those who keep it where nobody of the clinic's machine gets at it. */
async function mailAnchor(client: pg.ClientBase, mailer: Mailer, { anchorKey }: AuditPlace): Promise<void> {
  const [head, readers] = [await lastSeal(client), await anchorReaders(client)]
  if (!head) return
  const text = `Keep this mail. It says how the audit trail stood, so that nobody can write it anew unnoticed.\n\n${anchorText(anchorKey, head, new Date())}`
  for (const to of readers) await mailer.send({ to, subject: `Audit trail: seal ${head.id}`, text })
}

/** A session that acts as the product, for as long as the work takes. */
async function asProduct<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC -c role=system', application_name: 'healthcrm audit' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
