/** Databases of a test's own in the throwaway cluster. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { databaseAt } from './cluster.ts'

export interface OwnDatabase {
  /** The owner's. */
  url: string
  /** As the owner. */
  sql<Row extends pg.QueryResultRow = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>
  drop(): Promise<void>
}

/** An empty one; `clusterUrl` leads to another server than the run's own. */
export async function makeDatabase(clusterUrl: string = inject('clusterUrl')): Promise<OwnDatabase> {
  const name = `own_${randomUUID().replaceAll('-', '')}`
  await once(clusterUrl, `CREATE DATABASE ${name} TEMPLATE template0`)
  const url = databaseAt(clusterUrl, name)
  const pool = new pg.Pool({ connectionString: url, max: 4, options: '-c timezone=UTC' })
  pool.on('error', () => undefined)
  return {
    url,
    sql: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await pool.query<Row>(text, values)).rows,
    drop: async () => {
      await pool.end()
      await once(clusterUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
