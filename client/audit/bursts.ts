/** One opening of a record asks for many of its parts at once: such looks are told as one that can be opened. */
import type { AuditEntry } from './columns.tsx'
import { deedWords } from './words.ts'

type Told = Omit<AuditEntry, 'burst'>
interface Burst {
  row: AuditEntry
  lastAt: number
}

/** So near to one another that they were one act. */
const withinMs = 10_000

/** `opened`: the keys of those that are shown one by one. What is not shown is counted where it belongs. */
export function inBursts(entries: readonly Told[], opened: ReadonlySet<number>): AuditEntry[] {
  const begun = new Map<string, Burst>()
  return entries.flatMap((entry) => {
    const name = nameOf(entry)
    const at = Date.parse(entry.at)
    const burst = name === undefined ? undefined : begun.get(name)
    if (burst && burst.lastAt - at <= withinMs) {
      burst.lastAt = at
      burst.row.burst.times++
      return burst.row.burst.isOpen ? [{ ...entry, burst: { times: 1, isOpen: false } }] : []
    }
    const row = { ...entry, burst: { times: 1, isOpen: opened.has(entry.key) } }
    if (name !== undefined) begun.set(name, { row, lastAt: at })
    return [row]
  })
}

/** Who looked how at the one record that was seen; undefined for all that stands by itself. */
function nameOf(entry: Told): string | undefined {
  const [record] = entry.records
  if (entry.kind !== 'looked' || entry.count !== 1 || !record) return undefined
  return [entry.userId, entry.via, entry.address, deedWords(entry), record.entityType ?? entry.entityType, record.id].join(' ')
}
