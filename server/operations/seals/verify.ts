/** Does every trail still say what was sealed, and is the chain the one that was anchored outside? */
import { createHash, type Hash } from 'node:crypto'
import type pg from 'pg'
import { trails } from '../../../shared/schema/audit.ts'
import type { Anchor } from './anchor.ts'
import { beforeAll, digestOf, linkHash, markAt, marksIn, type Seal } from './chain.ts'
import { type ArchivedRows, RowsDiffer, walkRows } from './row-source.ts'
import { sealHash, sealsAfter } from './seals-storage.ts'
import { type Trail, type TrailRow, trailTables } from './trails.ts'

export interface Verdict {
  seals: number
  /** That were compared with their seals. */
  rows: number
  /** The first thing that is wrong; nothing if all is as it was. */
  fault: string | undefined
}

export interface Verified {
  /** Heads that were written down outside the database. */
  anchors: readonly { place: string; anchor: Anchor }[]
  archives(trail: Trail): Promise<readonly ArchivedRows[]>
}

const sealsAtOnce = 200

export async function verifyTrails(client: pg.ClientBase, { anchors, archives }: Verified): Promise<Verdict> {
  const chain = await checkChain(client)
  let rows = 0
  let fault = chain.fault
  for (const trail of trails) {
    if (fault) break
    const checked = await checkRows(client, trail, await archives(trail))
    rows += checked.rows
    fault = checked.fault
  }
  fault ??= await checkAnchors(client, anchors)
  return { seals: chain.seals, rows, fault }
}

async function checkChain(client: pg.ClientBase): Promise<{ seals: number; fault: string | undefined }> {
  let previous: Buffer = beforeAll
  const ends = new Map<Trail, number>()
  for (let last = 0; ; ) {
    const seals = await sealsAfter(client, last, sealsAtOnce)
    for (const seal of seals) {
      if (seal.id !== last + 1) return { seals: last, fault: `Seal ${last + 1} is missing: the chain goes on with seal ${seal.id}` }
      if (!linkHash(seal, previous).equals(seal.hash))
        return { seals: last, fault: `Seal ${seal.id} was changed, or does not follow seal ${last}` }
      const before = ends.get(seal.trail) ?? 0
      if (seal.afterId !== before)
        return { seals: last, fault: `Seal ${seal.id} leaves out rows after ${before} of ${trailTables[seal.trail].table}` }
      ends.set(seal.trail, seal.toId)
      previous = seal.hash
      last = seal.id
    }
    if (seals.length < sealsAtOnce) return { seals: last, fault: undefined }
  }
}

async function checkRows(client: pg.ClientBase, trail: Trail, archives: readonly ArchivedRows[]) {
  const { table } = trailTables[trail]
  const marks = markReader(client, trail)
  const result: { rows: number; fault: string | undefined } = { rows: 0, fault: undefined }
  try {
    for await (const page of walkRows(client, trail, archives)) {
      for (const row of page) {
        result.fault = await marks.take(row)
        if (result.fault || marks.isOver()) break
        result.rows++
      }
      if (result.fault || marks.isOver()) break
    }
    result.fault ??= await marks.end()
  } catch (error) {
    if (!(error instanceof RowsDiffer)) throw error
    result.fault = error.message
  }
  if (result.fault) result.fault = `${table}: ${result.fault}`
  return result
}

/** Holds each row against its mark; a seal whose marks all fit has to fit as a whole too. */
function markReader(client: pg.ClientBase, trail: Trail) {
  const seals = sealReader(client, trail)
  let whole: Hash = createHash('sha256')
  let index = 0
  const close = (seal: Seal): string | undefined => {
    const fault = whole.digest().equals(seal.rowsHash)
      ? undefined
      : `the rows from ${seal.afterId + 1} to ${seal.toId} are not those of seal ${seal.id}`
    seals.next()
    whole = createHash('sha256')
    index = 0
    return fault
  }
  return {
    isOver: seals.isOver,
    async take({ id, line }: TrailRow): Promise<string | undefined> {
      for (let seal = await seals.current(); seal; seal = await seals.current()) {
        if (index < marksIn(seal)) return hold(seal, id, line)
        // Whatever comes up to the end of the seal is one row too many.
        if (id <= seal.toId) return `row ${id} was added behind seal ${seal.id}`
        const fault = close(seal)
        if (fault) return fault
      }
      return undefined
    },
    async end(): Promise<string | undefined> {
      for (let seal = await seals.current(); seal; seal = await seals.current()) {
        if (index < marksIn(seal)) return `row ${markAt(seal, index).id} is missing`
        const fault = close(seal)
        if (fault) return fault
      }
      return undefined
    },
  }

  function hold(seal: Seal, id: number, line: string): string | undefined {
    const mark = markAt(seal, index)
    if (id > mark.id) return `row ${mark.id} is missing`
    if (id < mark.id) return `row ${id} was added behind seal ${seal.id}`
    const digest = digestOf(line)
    if (!mark.fits(digest)) return `row ${id} was changed`
    whole.update(digest)
    index++
    return undefined
  }
}

/** The seals of one trail, one after the other. */
function sealReader(client: pg.ClientBase, trail: Trail) {
  let waiting: Seal[] = []
  let lastRead = 0
  let isRead = false
  return {
    async current(): Promise<Seal | undefined> {
      if (!waiting.length && !isRead) {
        waiting = await sealsAfter(client, lastRead, sealsAtOnce, trail)
        lastRead = waiting.at(-1)?.id ?? lastRead
        isRead = waiting.length < sealsAtOnce
      }
      return waiting[0]
    },
    next: () => void waiting.shift(),
    isOver: () => isRead && waiting.length === 0,
  }
}

async function checkAnchors(client: pg.ClientBase, anchors: Verified['anchors']): Promise<string | undefined> {
  for (const { place, anchor } of anchors) {
    const found = await sealHash(client, anchor.seal)
    if (!found) return `The chain is cut: seal ${anchor.seal}, anchored in ${place} at ${anchor.at}, is not there any more`
    if (found.toString('hex') !== anchor.hash)
      return `The chain was written anew: seal ${anchor.seal} is not the one anchored in ${place} at ${anchor.at}`
  }
  return undefined
}
