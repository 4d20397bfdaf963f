/** Likely duplicates among all leads or all contacts: a few grouped passes over the table, whatever its size. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'
import type { MergeKind } from './storage.ts'

/** What more people share than this says nothing about who they are: the clinic's own number, `none@example.com`. */
const mostAlike = 20
const fewestDigits = 7

const signs: Record<'email' | 'phone' | 'name', { key: SQL; where: SQL }> = {
  email: { key: sql`lower(p.email)`, where: sql`p.email <> ''` },
  phone: {
    key: sql`regexp_replace(p.phone, '\\D', '', 'g')`,
    where: sql`length(regexp_replace(p.phone, '\\D', '', 'g')) >= ${sql.raw(String(fewestDigits))}`,
  },
  name: { key: sql`lower(p.first_name || ' ' || p.last_name)`, where: sql`true` },
}

/** Pairs as JSON text, those with most in common first; each record stands with the oldest that is like it. */
export async function likelyPairs(db: Db, kind: MergeKind, { limit, offset }: { limit: number; offset: number }): Promise<string[]> {
  const table = sql.raw(`${kind}s`)
  const groups = sql.join(
    Object.entries(signs).map(
      ([by, { key, where }]) => sql`select ${sql.raw(`'${by}'`)} as by, ids[1] as first, unnest(ids[2:]) as second from (
        select array_agg(p.id order by p.id) as ids from ${table} p where ${where} group by ${key}
        having count(*) between 2 and ${mostAlike}) g`,
    ),
    sql` union all `,
  )
  const person = (alias: 'a' | 'b') =>
    sql.raw(`json_build_object('id', ${alias}.id, 'firstName', ${alias}.first_name, 'lastName', ${alias}.last_name, 'email', ${alias}.email,
      'phone', ${alias}.phone, 'createdAt', `)
  const created = (alias: 'a' | 'b') => timeAsText(sql.raw(`${alias}.created_at`))
  const { rows } = await db.execute<{ json: string }>(sql`
    with alike as (${groups}),
    pairs as (select first, second, array_agg(by order by by) as signs from alike group by 1, 2
      order by count(*) desc, min(by), second desc, first limit ${limit} offset ${offset})
    select json_build_object('entityType', ${kind}::text, 'by', p.signs, 'first', ${person('a')}${created('a')}), 'second', ${person('b')}${created('b')}))::text as json
    from pairs p join ${table} a on a.id = p.first join ${table} b on b.id = p.second
    order by cardinality(p.signs) desc, p.signs[1], p.second desc, p.first`)
  return rows.map(({ json }) => json)
}
