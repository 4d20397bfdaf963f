/**
 * Reads in one round trip. Role, actor and statement leave in one write and end with one Sync: PostgreSQL takes what
 * stands before a Sync as one transaction, so there is no BEGIN and COMMIT to parse and wait for. Quick reads of several
 * callers share a trip: each statement still runs as its own caller.
 */
import pg from 'pg'
import { type ActorOrSystem, type Database, roleOf, system } from './actor.ts'
import { borrow } from './connection.ts'
import { type Cells, encode, type Frame } from './frames.ts'
import { isBroken } from './sqlstate.ts'
import type { Statement } from './statement.ts'

/** Somebody who waits for the rows of one statement. */
export interface Reader {
  role: string
  userId: string
  statement: Statement
  resolve(rows: Cells[]): void
  reject(error: unknown): void
}

/** What we use of `pg`'s connection. */
interface Wire {
  stream: { write(bytes: Buffer): void }
}

/** The statements each connection has parsed. */
const parsed = new WeakMap<Wire, Set<string>>()

const actAs = `select set_config('role', $1, true), set_config('app.user_id', $2, true), set_config('transaction_read_only', 'on', true)`

/** Reads as the actor, on a connection of its own; the cells of each row are PostgreSQL's own text. */
export const readText = (database: Database, actor: ActorOrSystem, statement: Statement): Promise<Cells[]> =>
  new Promise((resolve, reject) => void travel(database, [readerOf(actor, statement, resolve, reject)]))

export const readerOf = (actor: ActorOrSystem, statement: Statement, resolve: Reader['resolve'], reject: Reader['reject']): Reader => ({
  role: roleOf(actor),
  userId: actor === system ? '' : String(actor.userId),
  statement,
  resolve,
  reject,
})

/** Takes the readers to PostgreSQL and back. Answers those who were not served because one before them failed. */
export async function travel(database: Database, readers: readonly Reader[]): Promise<Reader[]> {
  let client: pg.PoolClient
  try {
    client = await borrow(database.pool)
  } catch (error) {
    for (const { reject } of readers) reject(error)
    return []
  }
  const { left, broken } = await new Promise<Arrival>((arrive) => {
    client.query(new Trip(stopsOf(database, readers), arrive))
  })
  client.release(broken)
  return left
}

interface Stop extends Frame {
  text: string
  reader: Reader
  /** The rows of a stop that only says who acts are nobody's. */
  rows: Cells[] | undefined
}

function stopsOf({ pooler }: Database, readers: readonly Reader[]): Stop[] {
  const isNamed = pooler === 'none'
  const stops: Stop[] = []
  let before: Reader | undefined
  for (const reader of readers) {
    const { role, userId, statement } = reader
    if (role !== before?.role || userId !== before.userId) {
      stops.push({ name: isNamed ? 'act as' : '', parse: undefined, text: actAs, values: [role, userId], reader, rows: undefined })
    }
    // A plan holds the role's policies: each role has its own, or a change of role would plan anew.
    const name = isNamed && statement.name ? `${role} ${statement.name}` : ''
    stops.push({ name, parse: undefined, text: statement.text, values: statement.values.map(asText), reader, rows: [] })
    before = reader
  }
  return stops
}

interface Arrival {
  left: Reader[]
  /** Why the connection cannot be used again. */
  broken: Error | undefined
}

/** `pg` lets its own queries alone share a pipelined connection: this is one that is told what comes back, message by message. */
class Trip extends pg.Query {
  readonly #stops: Stop[]
  readonly #arrive: (arrival: Arrival) => void
  #completed = 0
  #hasParsed = false

  constructor(stops: Stop[], arrive: (arrival: Arrival) => void) {
    super('')
    this.#stops = stops
    this.#arrive = arrive
  }
  override submit = (connection: unknown) => {
    this.#hasParsed = markUnparsed(connection as Wire, this.#stops)
    ;(connection as Wire).stream.write(encode(this.#stops))
  }
  handleRowDescription() {}
  handleEmptyQuery() {}
  handleDataRow({ fields }: { fields: Cells }) {
    this.#stops[this.#completed]?.rows?.push(fields)
  }
  handleCommandComplete() {
    this.#completed += 1
  }
  handleReadyForQuery() {
    this.#arrive({ left: [], broken: undefined })
    this.#serveUntil(this.#stops.length)
  }
  /** What stood before is answered, who failed is told so, who comes after did nothing wrong. */
  handleError(error: Error) {
    const failed = this.#stops[this.#completed]?.reader
    const rest = this.#stops.slice(this.#completed).flatMap(({ reader, rows }) => (rows && reader !== failed ? [reader] : []))
    const isLost = isBroken(error)
    // What a failed trip has left parsed is not known: such a connection goes, also where it would still work.
    this.#arrive({ left: isLost ? [] : rest, broken: isLost || this.#hasParsed ? error : undefined })
    this.#serveUntil(this.#completed)
    failed?.reject(error)
    if (isLost) for (const reader of rest) reader.reject(error)
  }
  #serveUntil(end: number) {
    for (const { reader, rows } of this.#stops.slice(0, end)) if (rows) reader.resolve(rows)
  }
}

/** Has the statements parsed that the connection does not know. Answers whether there are any. */
function markUnparsed(wire: Wire, stops: Stop[]): boolean {
  const known = parsed.get(wire) ?? new Set<string>()
  parsed.set(wire, known)
  let hasParsed = false
  for (const stop of stops) {
    if (stop.name && known.has(stop.name)) continue
    stop.parse = stop.text
    if (!stop.name) continue
    known.add(stop.name)
    hasParsed = true
  }
  return hasParsed
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (!Array.isArray(value)) return String(value)
  const items = value.map((item) => (item === null ? 'NULL' : `"${String(asText(item)).replace(/[\\"]/g, '\\$&')}"`))
  return `{${items.join(',')}}`
}
