/** Raw SQL as the app's login runs it for an actor, past every rule of the API: what the database itself lets through. */
import type pg from 'pg'
import type { TestApp } from './app.ts'

export type DatabaseRole = 'sdr' | 'coach' | 'admin' | 'patient' | 'system'
export interface Acting {
  role: DatabaseRole
  userId: number | undefined
}

/** In a transaction that is rolled back. */
export async function actingAs<T>(test: TestApp, acting: Acting | undefined, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await test.database.pool.connect()
  try {
    await client.query('BEGIN')
    if (acting) await client.query(`SET LOCAL ROLE ${acting.role}`)
    if (acting?.userId) await client.query(`SET LOCAL app.user_id = '${acting.userId}'`)
    return await work(client)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

/** How many rows a statement found or wrote, or the SQLSTATE it was refused with. */
export function effectOf(test: TestApp, acting: Acting | undefined, statement: string): Promise<number | string> {
  return actingAs(test, acting, async (client) => {
    try {
      return (await client.query(statement)).rowCount ?? 0
    } catch (error) {
      return (error as { code?: string }).code ?? String(error)
    }
  })
}
