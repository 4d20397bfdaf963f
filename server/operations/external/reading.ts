/** What pgBackRest says, read into what we ask of it. */
import { z } from 'zod'
import { isHistory, isSegment } from '../wal/names.ts'

export interface RepositoryBackup {
  /** Number of its repository: 1 is BACKUP_DIR. */
  repository: number
  label: string
  type: 'full' | 'diff' | 'incr'
  startedAt: Date
  stoppedAt: Date
  startSegment: string
  stopSegment: string
  stopLsn: string
  /** What it took up there by itself. */
  bytes: number
  /** Pages with a wrong checksum were found while it was taken. */
  hasBadPages: boolean
}

export interface RepositoryInfo {
  key: number
  /** Why it cannot be used; an empty one can. */
  error: string | null
  /** Names the log of the present major version, such as 15-1. */
  archiveId: string | undefined
  backups: RepositoryBackup[]
}

const Info = z.array(
  z.object({
    archive: z.array(z.object({ id: z.string(), database: z.object({ 'repo-key': z.int() }) })),
    backup: z.array(
      z.object({
        label: z.string(),
        type: z.enum(['full', 'diff', 'incr']),
        archive: z.object({ start: z.string(), stop: z.string() }),
        database: z.object({ 'repo-key': z.int() }),
        error: z.boolean().nullish(),
        info: z.object({ repository: z.object({ delta: z.number() }) }),
        lsn: z.object({ stop: z.string() }),
        timestamp: z.object({ start: z.number(), stop: z.number() }),
      }),
    ),
    repo: z.array(z.object({ key: z.int(), status: z.object({ code: z.int(), message: z.string() }) })),
  }),
)

/** Of a repository without a stanza, or without a backup yet. */
const emptyCodes = [0, 1, 2]

/** From `info --output=json`; the oldest backup first. What it quotes of a file that it cannot open is no JSON. */
export function readInfo(text: string): RepositoryInfo[] {
  const [stanza] = Info.parse(JSON.parse([...text].map((letter) => (letter < ' ' ? ' ' : letter)).join('')))
  if (!stanza) return []
  return stanza.repo.map(({ key, status: { code, message } }) => ({
    key,
    error: emptyCodes.includes(code) ? null : message,
    archiveId: stanza.archive.findLast(({ database }) => database['repo-key'] === key)?.id,
    backups: stanza.backup.filter(({ database }) => database['repo-key'] === key).map(backupFrom),
  }))
}

const backupFrom = ({ label, type, archive, database, error, info, lsn, timestamp }: z.infer<typeof Info>[number]['backup'][number]) => ({
  repository: database['repo-key'],
  label,
  type,
  startedAt: new Date(timestamp.start * 1000),
  stoppedAt: new Date(timestamp.stop * 1000),
  startSegment: archive.start,
  stopSegment: archive.stop,
  stopLsn: lsn.stop,
  bytes: info.repository.delta,
  hasBadPages: error === true,
})

const Listing = z.record(z.string(), z.object({ type: z.string(), size: z.number().optional() }))
const archived = /^([0-9A-F]{24})-[0-9a-f]{40}(\.[a-z0-9]+)?$/

/** From `repo-ls --recurse --output=json` of a stanza's log: the pieces of one major version's. */
export function readLog(text: string, archiveId: string): { segments: string[]; histories: string[] } {
  const names = Object.entries(Listing.parse(JSON.parse(text)))
    .filter(([path, { type }]) => type === 'file' && path.startsWith(`${archiveId}/`))
    .map(([path]) => path.slice(path.lastIndexOf('/') + 1))
  const segments = names.flatMap((name) => archived.exec(name)?.[1] ?? []).filter(isSegment)
  return { segments: segments.sort(), histories: names.filter(isHistory).sort() }
}

export const sizeOf = (listing: string): number =>
  Object.values(Listing.parse(JSON.parse(listing))).reduce((sum, { size = 0 }) => sum + size, 0)

/** `verify` ends with 0 whatever it finds, and says nothing at all unless asked with --verbose: only its own word counts. */
export function faultsIn(verified: string): string[] {
  const lines = verified.split('\n').map((line) => line.trim())
  if (lines.includes('status: ok')) return []
  const found = lines.filter((line) => /invalid|missing|other|No usable/.test(line) && !/\b(missing|other): 0,.*: 0$/.test(line))
  return found.length ? found : ['pgBackRest did not say that the repository is whole']
}

/** Its own words, without what an unreadable file put between them. */
export function complaintIn(text: string): string | undefined {
  const line = text.split('\n').find((each) => /ERROR: \[\d+\]/.test(each))
  return line
    ?.replace(/^.*?ERROR: \[\d+\]: (raised from [^:]*: )?/, '')
    .replace(/[^\x20-\x7e].*$/, '')
    .trim()
    .slice(0, 300)
}
