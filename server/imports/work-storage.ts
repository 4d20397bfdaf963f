/**
 * The set-based half of an import. Prepared rows stand in a temporary table that ends with the transaction; matching,
 * writing and the trail are a few statements over it, whatever the number of rows.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { ImportKind, ImportSettings, Matcher } from '#shared/imports'
import type { Db, Tx } from '../db/connection.ts'

export type RecordTable = {
  table: SQL
  entity: 'lead' | 'contact'
  /** The kind as `imported_records` has it. */
  number: number
}

export const recordTables: Record<ImportKind, RecordTable> = {
  leads: { table: sql`leads`, entity: 'lead', number: 1 },
  contacts: { table: sql`contacts`, entity: 'contact', number: 2 },
}

/** In the order in which the work copies them. */
export const workColumns = [
  'line',
  'first_name',
  'last_name',
  'email',
  'phone',
  'progress',
  'lead_source',
  'lead_readiness',
  'lead_outcome',
  'lead_type',
  'owner_id',
  'coach_id',
  'notes',
  'created_at',
  'fingerprint',
  'external_key',
  'phone_key',
] as const
export const workTarget = `import_work (${workColumns.join(', ')})`

export async function openWork(db: Tx): Promise<void> {
  await db.execute(sql`create temporary table import_work (
    line int, first_name text, last_name text, email text, phone text, progress text, lead_source lead_source,
    lead_readiness text, lead_outcome text, lead_type text, owner_id int, coach_id int, notes text, created_at timestamp,
    fingerprint uuid, external_key uuid, phone_key text) on commit drop`)
}

/**
 * One verdict a row: `create`, `fill` an existing record, or `duplicate`, with what it repeats: an earlier `row` of the
 * file, or a `record`, by `same` (a matcher, or `import` for a row that was imported before).
 */
export async function judgeWork(db: Tx, kind: ImportKind, settings: ImportSettings): Promise<void> {
  await db.execute(sql`create index on import_work (line)`)
  await db.execute(sql`analyze import_work`)
  // Just after another import the statistics still know an empty table: a nested loop would go through it row by row.
  await db.execute(sql`set local enable_nestloop = off`)
  await db.execute(sql`create temporary table import_verdict on commit drop as
    with known as (${sql.join(knownRecords(kind, settings), sql` union all `)}),
    record as (select distinct on (line) line, entity_id, same from known order by line, rank, entity_id),
    earlier as (select distinct on (line) line, first, same from (${sql.join(earlierRows(settings), sql` union all `)}) e
      where first < line order by line, rank)
    select w.line, r.entity_id, e.first as earlier, coalesce(r.same, e.same) as same, case
      when r.same = 'import' or e.line is not null then 'duplicate'
      when r.line is null or ${settings.duplicates} = 'create' then 'create'
      when ${settings.duplicates} = 'fill' then 'fill'
      else 'duplicate' end as verdict
    from import_work w left join record r on r.line = w.line left join earlier e on e.line = w.line`)
  await db.execute(sql`set local enable_nestloop = on`)
  await db.execute(sql`create index on import_verdict (line)`)
  await db.execute(sql`analyze import_verdict`)
}

/** Records of ours that a row may be, the surest reason first. Restricted ones of others stay unknown to the caller. */
function knownRecords(kind: ImportKind, { matchBy }: ImportSettings): SQL[] {
  const { table, entity, number } = recordTables[kind]
  const visible = sql`t.id <> all ((select case when (select role from users where id = current_user_id()) = 'Admin'
    then '{}'::int[] else hidden(${entity}) end)::int[])`
  const before = (key: SQL, same: string, rank: number) => sql`
    select w.line, t.id as entity_id, ${sql.raw(`'${same}'`)} as same, ${sql.raw(String(rank))} as rank from import_work w
    join imported_records i on i.${key} = w.${key} and i.kind = ${sql.raw(String(number))}
    join ${table} t on t.id = i.entity_id where ${visible}`
  const selects = [before(sql`fingerprint`, 'import', 1)]
  if (matchBy.includes('externalId')) selects.push(before(sql`external_key`, 'externalId', 2))
  if (matchBy.includes('email')) {
    selects.push(sql`select w.line, t.id, 'email', 3 from import_work w
      join ${table} t on t.email collate caseless = w.email where ${visible}`)
  }
  if (matchBy.includes('phone')) {
    selects.push(sql`select w.line, t.id, 'phone', 4 from import_work w
      join ${table} t on right(regexp_replace(split_part(t.phone, ' ext', 1), '\\D', '', 'g'), 10) = w.phone_key
      where ${visible}`)
  }
  return selects
}

/** Equal rows count once whatever the settings; otherwise a second row of a person counts only where one wants doubles. */
function earlierRows({ matchBy, duplicates }: ImportSettings): SQL[] {
  const by: [Matcher | 'row', SQL, number][] = [
    ['row', sql`fingerprint`, 1],
    ['externalId', sql`external_key`, 2],
    ['email', sql`lower(email)`, 3],
    ['phone', sql`phone_key`, 4],
  ]
  const wanted = by.filter(([same]) => same === 'row' || (duplicates !== 'create' && matchBy.includes(same)))
  return wanted.map(
    ([same, key, rank]) => sql`select w.line, g.first, ${sql.raw(`'${same}'`)} as same, ${sql.raw(String(rank))} as rank
      from (select ${key} as key, min(line) as first from import_work group by 1 having count(*) > 1) g
      join import_work w on ${key} = g.key`,
  )
}

export type Verdicts = { create: number; fill: number; duplicate: number }

export async function countVerdicts(db: Db): Promise<Verdicts> {
  const { rows } = await db.execute<{ verdict: keyof Verdicts; count: number }>(
    sql`select verdict, count(*)::int as count from import_verdict group by 1`,
  )
  const counts = { create: 0, fill: 0, duplicate: 0 }
  for (const { verdict, count } of rows) counts[verdict] = count
  return counts
}

/** Tells, by row, what each duplicate repeats; at most `limit` of them. Rows keep the warning they may have had. */
export async function noteDuplicates(db: Tx, importId: number, kind: ImportKind, limit: number): Promise<void> {
  const { entity } = recordTables[kind]
  await db.execute(sql`insert into import_problems (import_id, line, outcome, reason, cells)
    select ${importId}::int, v.line, 'duplicate', case
      when v.earlier is not null and v.same <> 'import' and v.entity_id is null then
        case v.same when 'row' then 'the same row as row ' when 'email' then 'the same e-mail address as row '
          when 'phone' then 'the same phone number as row ' else 'the same id as row ' end || v.earlier
      when v.same = 'import' then 'imported before, as ' || ${entity} || ' ' || v.entity_id
      else 'the same ' || case v.same when 'email' then 'e-mail address' when 'phone' then 'phone number' else 'id' end
        || ' as ' || ${entity} || ' ' || v.entity_id end,
      array[w.first_name, w.last_name, w.email]
    from import_verdict v join import_work w on w.line = v.line where v.verdict = 'duplicate' order by v.line limit ${limit}
    on conflict (import_id, line) do update set outcome = excluded.outcome, reason = excluded.reason`)
}
