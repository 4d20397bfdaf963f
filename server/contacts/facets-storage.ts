import { type SQL, sql } from 'drizzle-orm'
import type { AskedContactFacet } from '../../shared/asked-facets.ts'
import { contacts } from '../../shared/schema.ts'
import { type Count, countAsked, countDays, countValues as countEach } from '../db/asked-counts.ts'
import { clockStateOf, fallsThrough } from '../db/clock.ts'
import type { Db } from '../db/connection.ts'
import { listConditions } from '../db/list.ts'
import { contactList } from './storage.ts'

const counted = {
  stage: sql`${contacts.stage}`,
  healthCoachId: sql`${contacts.healthCoachId}`,
  clock: clockStateOf('contact', contacts.id),
}
export type CountedField = keyof typeof counted
export const countedFields: readonly CountedField[] = ['stage', 'healthCoachId', 'clock']

export interface FacetCount {
  value: string | number | null
  count: number
}

/** How many contacts each value of a field leaves, under the other filters. */
export async function countValues(db: Db, field: CountedField, filters: Record<string, unknown>): Promise<FacetCount[]> {
  const { rows } = await db.execute<{ value: string | number | null; count: number }>(sql`
    select v as value, count(*)::int as count from (select ${counted[field]} as v from ${contacts} ${where(filters)}) c group by v order by 2 desc, 1`)
  return rows
}

export async function countContacts(db: Db, filters: Record<string, unknown>): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int as count from ${contacts} ${where(filters)}`)
  return rows[0]?.count ?? 0
}

function where(filters: Record<string, unknown>): SQL {
  const conditions = listConditions(contactList, { limit: 0, sort: '', ...filters })
  return conditions ? sql`where ${conditions}` : sql``
}

const asked: Record<AskedContactFacet, Count> = {
  fallsThrough: countEach(fallsThrough('contact', contacts)),
  createdAt: countDays(sql`${contacts.createdAt}`),
  updatedAt: countDays(sql`${contacts.updatedAt}`),
}

type Asked = { fields: readonly AskedContactFacet[]; filters: Record<string, unknown>; timeZone: string | undefined }

/** Answers one object with a list a field. */
export const countAskedContacts = (db: Db, given: Asked) => countAsked(db, { list: contactList, counts: asked, ...given })
