/**
 * A read in one round trip. Role, actor and statement leave in one write and end with one Sync: PostgreSQL takes what
 * stands before a Sync as one transaction, so there is no BEGIN and COMMIT to parse and wait for.
 */
import pg from 'pg'
import { type ActorOrSystem, type Database, isBroken, roleOf, system } from './actor.ts'
import type { Statement } from './statement.ts'

export type Cells = (string | null)[]

/** What we use of `pg`'s connection. */
interface Wire {
  stream: { cork(): void; uncork(): void }
  parse(message: { name: string; text: string }): void
  bind(message: { statement: string; values: Cells }): void
  execute(): void
  sync(): void
}

const actAs = `select set_config('role', $1, true), set_config('app.user_id', $2, true), set_config('transaction_read_only', 'on', true)`

/** The statements each connection has parsed. */
const parsed = new WeakMap<Wire, Set<string>>()

/** Reads as the actor; the cells of each row are PostgreSQL's own text. */
export async function readText(database: Database, actor: ActorOrSystem, statement: Statement): Promise<Cells[]> {
  const client = await database.pool.connect()
  let broken: Error | undefined
  try {
    return await travel(client, stopsOf(database, actor, statement))
  } catch (error) {
    // What a failed trip has left parsed is not known: such a connection goes, also where it would still work.
    if (isBroken(error) || error instanceof UnfinishedParse) broken = error
    throw error instanceof UnfinishedParse ? error.cause : error
  } finally {
    client.release(broken)
  }
}

class UnfinishedParse extends Error {}

interface Stop {
  /** Without a name the statement is planned for its values each time. */
  name: string
  text: string
  values: Cells
}

function stopsOf({ pooler }: Database, actor: ActorOrSystem, { name, text, values }: Statement): Stop[] {
  const role = roleOf(actor)
  const userId = actor === system ? '' : String(actor.userId)
  const isNamed = pooler === 'none'
  return [
    { name: isNamed ? 'act as' : '', text: actAs, values: [role, userId] },
    // A plan holds the role's policies: each role has its own, or a change of role would plan anew.
    { name: isNamed && name ? `${role} ${name}` : '', text, values: values.map(asText) },
  ]
}

const travel = (client: pg.PoolClient, stops: Stop[]) =>
  new Promise<Cells[]>((resolve, reject) => {
    client.query(new Trip(stops, resolve, reject))
  })

/** `pg` lets its own queries alone share a pipelined connection: this is one that is told what comes back, message by message. */
class Trip extends pg.Query {
  readonly #stops: Stop[]
  readonly #resolve: (rows: Cells[]) => void
  readonly #reject: (error: Error) => void
  readonly #rows: Cells[] = []
  #completed = 0
  #hasParsed = false

  constructor(stops: Stop[], resolve: (rows: Cells[]) => void, reject: (error: Error) => void) {
    super('')
    this.#stops = stops
    this.#resolve = resolve
    this.#reject = reject
  }
  override submit = (connection: unknown) => {
    this.#hasParsed = send(connection as Wire, this.#stops)
  }
  handleRowDescription() {}
  handleEmptyQuery() {}
  handleDataRow({ fields }: { fields: Cells }) {
    if (this.#completed === this.#stops.length - 1) this.#rows.push(fields)
  }
  handleCommandComplete() {
    this.#completed += 1
  }
  handleReadyForQuery() {
    this.#resolve(this.#rows)
  }
  handleError(error: Error) {
    this.#reject(this.#hasParsed ? new UnfinishedParse('', { cause: error }) : error)
  }
}

/** Answers whether anything had to be parsed. */
function send(wire: Wire, stops: Stop[]): boolean {
  const known = parsed.get(wire) ?? new Set<string>()
  parsed.set(wire, known)
  let hasParsed = false
  wire.stream.cork()
  for (const { name, text, values } of stops) {
    if (!name || !known.has(name)) {
      wire.parse({ name, text })
      hasParsed ||= name !== ''
      if (name) known.add(name)
    }
    wire.bind({ statement: name, values })
    wire.execute()
  }
  wire.sync()
  wire.stream.uncork()
  return hasParsed
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (!Array.isArray(value)) return String(value)
  const items = value.map((item) => (item === null ? 'NULL' : `"${String(asText(item)).replace(/[\\"]/g, '\\$&')}"`))
  return `{${items.join(',')}}`
}
