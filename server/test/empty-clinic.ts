/** For tests: an empty, migrated database of its own. */
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { forbidNesting } from '../db/nesting.ts'
import { type OpenDatabase, openDatabase } from '../db/open.ts'
import { databaseAt } from './cluster.ts'

export interface Clinic {
  database: OpenDatabase
  sql<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>
  /** One number, by the expression that gives it. */
  one(text: string): Promise<number>
  close(): Promise<void>
}

export async function emptyClinic(): Promise<Clinic> {
  forbidNesting()
  const name = `demo_${randomUUID().replaceAll('-', '')}`
  const owner = new Client({ connectionString: inject('clusterUrl') })
  await owner.connect()
  await owner.query('select pg_advisory_lock(727003)')
  await owner.query(`create database ${name} template ${inject('templateName')}`)
  await owner.query('select pg_advisory_unlock(727003)')
  const ownerUrl = databaseAt(inject('clusterUrl'), name)
  const database = await openDatabase({ ownerUrl, dataDir: inject('clusterDataDir'), pooler: 'none', poolSize: 2 })
  const client = new Client({ connectionString: ownerUrl, options: '-c timezone=UTC' })
  await client.connect()
  const sql = async <Row>(text: string, values: unknown[] = []) => (await client.query(text, values)).rows as Row[]
  return {
    database,
    sql,
    one: async (text) => Number((await sql<{ n: string }>(`select (${text}) as n`))[0]?.n),
    close: async () => {
      await database.close()
      await client.end()
      await owner.query(`drop database ${name} with (force)`)
      await owner.end()
    },
  }
}
