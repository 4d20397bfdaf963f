/** Looks once a minute at what an operator has to see to, whatever the jobs do; `/readyz`, `/metrics` and the page know. */
import { statfs } from 'node:fs/promises'
import type { OpenDatabase } from '../db/open.ts'
import { keepAlarms } from './alarms/alarm-keeping.ts'
import { type Alarm, alarmsIn, type Facts } from './alarms/alarms.ts'
import { type KnownBackups, ownOf } from './operations.ts'
import { auditFacts } from './seals/check-trails.ts'
import { findWork } from './watch-storage.ts'

export interface WatchParts {
  database: OpenDatabase
  ownerUrl: string
  dataDir: string
  backups: KnownBackups
  hasMail: boolean
  onError: (error: unknown) => void
  now?: () => Date
}

export interface Watch {
  /** As of the last minute. */
  standing(): readonly Alarm[]
  look(): Promise<void>
  begin(): void
  close(): Promise<void>
}

const everyMs = 60_000

export function newWatch(parts: WatchParts): Watch {
  const { database, hasMail, onError, now = () => new Date() } = parts
  const since = now()
  let standing: readonly Alarm[] = []
  let timer: NodeJS.Timeout | undefined
  let looking = Promise.resolve()
  const look = async () => {
    standing = alarmsIn(await gather(parts, { now: now(), since }))
    await keepAlarms({ database, hasMail }, standing, now())
  }
  const lookAgain = () => {
    looking = looking.then(look).catch(onError)
  }
  return {
    standing: () => standing,
    look,
    begin: () => {
      timer = setInterval(lookAgain, everyMs).unref()
      lookAgain()
    },
    close: async () => {
      clearInterval(timer)
      await looking
    },
  }
}

async function gather({ database, ownerUrl, dataDir, ...parts }: WatchParts, clock: Pick<Facts, 'now' | 'since'>): Promise<Facts> {
  const backups = ownOf(parts.backups)
  const places = backups?.disks ?? []
  const { oldestJob, replicas: known } = await findWork(ownerUrl)
  const replicas = [...known, ...lagsOf(database, clock.now)]
  const audit = await auditFacts(ownerUrl)
  return { ...clock, audit, backups: await backups?.facts(ownerUrl), disks: await disksOf([dataDir, ...places]), oldestJob, replicas }
}

/** Of the replicas that this instance reads from: one that is away is as late as it has been away. */
const lagsOf = ({ replicas }: OpenDatabase, now: Date): Facts['replicas'] =>
  (replicas?.states() ?? []).map(({ name, state, since, ageMs }) => ({
    name,
    lagMs: state === 'away' ? now.getTime() - since : ageMs,
  }))

/** A bucket has no disk. */
async function disksOf(places: readonly string[]): Promise<Facts['disks']> {
  const found = await Promise.all(
    places.map((place) =>
      statfs(place).then(
        ({ bavail, blocks, bsize }) => [{ place, free: bavail * bsize, size: blocks * bsize }],
        () => [],
      ),
    ),
  )
  return found.flat()
}
