/**
 * What HealthCRM is compared with: the same three requests in plain Fastify and Drizzle, prepared, on the same tables and
 * indexes with the same pool, but without sign-in, rights, audit or checks of any kind.
 */
import { and, desc, eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { fastify } from 'fastify'
import pg from 'pg'
import { leads } from '../../shared/schema.ts'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE), options: '-c timezone=UTC' })
const db = drizzle({ client: pool })

const leadById = db
  .select()
  .from(leads)
  .where(eq(leads.id, sql.placeholder('id')))
  .prepare('lead_by_id')
const leadsOfOwner = db
  .select()
  .from(leads)
  .where(and(eq(leads.ownerId, sql.placeholder('ownerId')), eq(leads.status, sql.placeholder('status'))))
  .orderBy(desc(leads.updatedAt), desc(leads.id))
  .limit(51)
  .prepare('leads_of_owner')
const changeReadiness = db
  .update(leads)
  .set({ leadReadiness: sql`${sql.placeholder('leadReadiness')}` })
  .where(eq(leads.id, sql.placeholder('id')))
  .returning()
  .prepare('change_readiness')

const app = fastify()

app.get<{ Params: { id: string } }>('/leads/:id', async ({ params }) => (await leadById.execute({ id: Number(params.id) }))[0])

app.get<{ Querystring: { ownerId: string; status: string } }>('/leads', async ({ query }) => {
  const rows = await leadsOfOwner.execute({ ownerId: Number(query.ownerId), status: query.status })
  return { data: rows.slice(0, 50), nextCursor: rows.length > 50 ? String(rows[49]?.id) : null }
})

app.patch<{ Params: { id: string }; Body: { leadReadiness: string } }>(
  '/leads/:id',
  async ({ params, body }) => (await changeReadiness.execute({ id: Number(params.id), leadReadiness: body.leadReadiness }))[0],
)

await app.listen({ port: 0, host: '127.0.0.1' })
const address = app.server.address()
process.stdout.write(`ready: http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`)
