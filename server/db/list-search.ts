/**
 * Searching a list by its side table of words. A selective search starts from the words; one that thousands of rows
 * hold walks the list in its own order and looks at the words of each row. The planner cannot tell the two apart (it may
 * not use statistics of a table with policies), so the statement itself counts first, up to a bound.
 */
import { type Column, type SQL, sql } from 'drizzle-orm'

export type SearchedKind = 'lead' | 'contact' | 'task' | 'appointment'

/** From here on a search counts as common. */
const common = 2_000

const table = (kind: SearchedKind) => sql.raw(`${kind}_search`)
const key = (kind: SearchedKind) => sql.raw(`${kind}_id`)
const holdsAll = (words: SQL[]) =>
  sql.join(
    words.map((word) => sql`words like search_pattern(${word})`),
    sql` and `,
  )

/** Rows found in the open words, or in those of restricted records that the actor may see. */
export const foundByWords = (kind: SearchedKind, id: Column, words: SQL[]): SQL => sql`${id} in (
  select ${key(kind)} from ${table(kind)} where ${holdsAll(words)}
  union all select entity_id from restricted_search where entity_type = ${sql.raw(`'${kind}'`)} and ${holdsAll(words)})`

const heldByRow = (kind: SearchedKind, id: Column, words: SQL[]): SQL => sql`coalesce(
  (select s.words from ${table(kind)} s where s.${key(kind)} = ${id}),
  (select r.words from restricted_search r where r.entity_type = ${sql.raw(`'${kind}'`)} and r.entity_id = ${id})
  ) like all (array[${sql.join(
    words.map((word) => sql`search_pattern(${word})`),
    sql`, `,
  )}])`

/** `page` writes the list's statement around one condition; only one of the two runs. */
export function searchedPage(kind: SearchedKind, id: Column, words: SQL[], page: (condition: SQL) => SQL): SQL {
  return sql`with searched as materialized (select count(*) > ${sql.raw(String(common))} as many from
    (select from ${table(kind)} where ${holdsAll(words)} limit ${sql.raw(String(common + 1))}) s)
    (${page(sql`not (select many from searched) and ${foundByWords(kind, id, words)}`)})
    union all (${page(sql`(select many from searched) and ${heldByRow(kind, id, words)}`)})`
}
