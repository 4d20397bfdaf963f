/**
 * The chain of seals. A row's digest is the SHA-256 of its line; a seal holds the SHA-256 of its rows' digests, and its
 * own hash covers all it says and the hash of the seal before. Marks (twelve bytes a row) give a changed row its name.
 */
import { createHash, hash } from 'node:crypto'
import type { Trail, TrailRow } from './trails.ts'

export interface Seal {
  id: number
  trail: Trail
  afterId: number
  toId: number
  rows: number
  marks: Buffer
  rowsHash: Buffer
  hash: Buffer
  sealedAt: Date
}

export const beforeAll = Buffer.alloc(32)
const markBytes = 12
const shownBytes = 8

export const digestOf = (line: string): Buffer => hash('sha256', line, 'buffer')

interface Span {
  previous: Pick<Seal, 'id' | 'hash'> | undefined
  trail: Trail
  afterId: number
  toId: number
  sealedAt: Date
}

/** The next link of the chain: rows in the order of their ids, all of those in the span. */
export function sealOf({ previous, ...span }: Span, rows: readonly TrailRow[]): Seal {
  const marks = Buffer.alloc(rows.length * markBytes)
  const whole = createHash('sha256')
  rows.forEach(({ id, line }, at) => {
    const digest = digestOf(line)
    whole.update(digest)
    marks.writeUInt32BE(id - span.afterId, at * markBytes)
    digest.copy(marks, at * markBytes + 4, 0, shownBytes)
  })
  const seal = { ...span, id: (previous?.id ?? 0) + 1, rows: rows.length, marks, rowsHash: whole.digest() }
  return { ...seal, hash: linkHash(seal, previous?.hash ?? beforeAll) }
}

/** What the hash of a seal has to be, given the one before. */
export function linkHash(seal: Omit<Seal, 'hash'>, previous: Buffer): Buffer {
  const { id, trail, afterId, toId, rows, marks, rowsHash, sealedAt } = seal
  const said = JSON.stringify([
    id,
    trail,
    afterId,
    toId,
    rows,
    hash('sha256', marks, 'hex'),
    rowsHash.toString('hex'),
    sealedAt.toISOString(),
  ])
  return createHash('sha256').update(previous).update(said).digest()
}

export interface Mark {
  id: number
  /** Whether a row's digest is the one that was sealed, as far as the mark tells. */
  fits(digest: Buffer): boolean
}

export function markAt({ marks, afterId }: Seal, index: number): Mark {
  const from = index * markBytes
  return {
    id: afterId + marks.readUInt32BE(from),
    fits: (digest) => digest.compare(marks, from + 4, from + markBytes, 0, shownBytes) === 0,
  }
}

export const marksIn = ({ marks }: Seal): number => marks.length / markBytes
