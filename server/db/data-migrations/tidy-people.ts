import type pg from 'pg'
import type { Batch, DataMigration } from './run.ts'

/**
 * Names, e-mails and phones that came in past the API (SQL, other tools) with blanks around or doubled in them: duplicates
 * and sign-in compare whole values and would miss them. A value of blanks alone stays as it is.
 */
export const tidyLeads = tidyPeople('leads', 'lead')
export const tidyContacts = tidyPeople('contacts', 'contact')

const columns = { first_name: 'firstName', last_name: 'lastName', email: 'email', phone: 'phone' } as const

function tidyPeople(table: 'leads' | 'contacts', entityType: 'lead' | 'contact'): DataMigration {
  const name = `tidy-${table}`
  return {
    name,
    about: `takes needless blanks out of the names, e-mails and phones of ${table}`,
    workOn: (owner, { after, atMost }) => tidy(owner, { statement: statementFor(table), values: [after, atMost, entityType, name] }),
  }
}

function statementFor(table: string): string {
  const names = Object.keys(columns)
  const tidied = names.map(
    (column) => `coalesce(nullif(btrim(regexp_replace(${column}, '[[:space:]\\u00a0]+', ' ', 'g')), ''), ${column}) AS ${column}`,
  )
  const fields = Object.entries(columns).map(([column, field]) => `CASE WHEN b.${column} <> t.${column} THEN '${field}' END`)
  return `
    WITH batch AS (SELECT id, ${names.join(', ')} FROM ${table} WHERE id > $1 ORDER BY id LIMIT $2 FOR UPDATE),
      tidied AS (SELECT id, ${tidied.join(', ')} FROM batch),
      due AS (SELECT t.*, array_remove(ARRAY[${fields.join(', ')}], NULL) AS fields FROM tidied t JOIN batch b USING (id)),
      done AS (UPDATE ${table} p SET ${names.map((column) => `${column} = d.${column}`).join(', ')} FROM due d
        WHERE p.id = d.id AND cardinality(d.fields) > 0 RETURNING p.id, d.fields),
      logged AS (INSERT INTO activity_logs (entity_type, entity_id, action, details)
        SELECT $3, id, 'updated', json_build_object('fields', fields, 'by', $4::text)::text FROM done)
    SELECT max(id) AS "lastId", count(*)::int AS seen, (SELECT count(*)::int FROM done) AS changed FROM batch`
}

async function tidy(owner: pg.ClientBase, { statement, values }: { statement: string; values: unknown[] }): Promise<Batch | undefined> {
  const { rows } = await owner.query<Batch>(statement, values)
  return rows[0]?.seen ? rows[0] : undefined
}
