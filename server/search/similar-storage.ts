/** SQL of the second step: people whose words are like what was typed. Found by index in the side tables, as the first step. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { errorCode } from '../db/sqlstate.ts'
import { type Hit, people } from './storage.ts'

/** How much of what was typed a name has to share, in runs of three letters. */
const likeness = 0.45
const mostCandidates = 300
/** A second step that takes longer answers nothing; what was found exactly is shown without it. */
const longestMs = 250

/** `variants`: for each word, ways it may have been meant. Candidates only: whoever asks compares them letter by letter. */
export async function findSimilar(db: Db, { typed, variants }: { typed: string; variants: string[][] }): Promise<Hit[]> {
  await db.execute(sql`savepoint second_step`)
  try {
    await db.execute(sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true),
      set_config('statement_timeout', ${String(longestMs)}, true)`)
    const parts = people.map(({ name, table, json }) => {
      const kind = sql.raw(`'${name}'`)
      return sql`(select ${json} as json, ${kind} as "entityType", s.id from (${candidates(name, typed, variants)}) s
        join ${table} on ${table.id} = s.id)`
    })
    const { rows } = await db.execute<Hit>(sql.join(parts, sql` union all `))
    await db.execute(sql`release savepoint second_step`)
    return rows
  } catch (error) {
    if (errorCode(error) !== '57014') throw error
    await db.execute(sql`rollback to savepoint second_step`)
    return []
  }
}

/** Open words, and those of restricted records that the actor may see. */
function candidates(kind: 'lead' | 'contact', typed: string, variants: string[][]): SQL {
  const meant = sql.join(
    variants.map(
      (ways) =>
        sql`(${sql.join(
          ways.map((way) => sql`words like ${`% ${way}%`}`),
          sql` or `,
        )})`,
    ),
    sql` and `,
  )
  const open = sql`from ${sql.raw(`${kind}_search`)} where`
  const id = sql.raw(`${kind}_id as id`)
  return sql`(select ${id} ${open} ${meant} limit ${mostCandidates})
    union (select ${id} ${open} words %> ${typed} order by words <->> ${typed} limit ${mostCandidates})
    union (select entity_id as id from restricted_search where entity_type = ${sql.raw(`'${kind}'`)} and (${meant} or words %> ${typed}))`
}
