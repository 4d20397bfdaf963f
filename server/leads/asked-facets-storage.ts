/** Counts of the fields that are counted on the rows themselves. */
import { sql } from 'drizzle-orm'
import type { AskedLeadFacet } from '../../shared/asked-facets.ts'
import { leads } from '../../shared/schema.ts'
import { type Count, countAsked, countDays, countValues } from '../db/asked-counts.ts'
import { clockStateOf, fallsThrough } from '../db/clock.ts'
import type { Db } from '../db/connection.ts'
import { leadClock, leadList } from './storage.ts'

const callRanges: readonly (readonly [from: number, to: number | null])[] = [
  [0, 0],
  [1, 2],
  [3, 5],
  [6, 10],
  [11, null],
]

const calls: Count = (from) => {
  const called = sql`${leads.numberOfCalls}`
  const within = callRanges.map(([least, most]) => {
    const condition =
      most === null ? sql`${called} >= ${sql.raw(String(least))}` : sql`${called} between ${sql.raw(`${least} and ${most}`)}`
    const ends = sql.raw(`'from', ${least}, 'to', ${most}`)
    return sql`json_build_object(${ends}, 'count', count(*) filter (where ${condition})::int)`
  })
  return sql`(select json_build_array(${sql.join(within, sql`, `)}) from ${from})`
}

const counts: Record<AskedLeadFacet, Count> = {
  leadType: countValues(sql`${leads.leadType}`),
  leadOutcome: countValues(sql`${leads.leadOutcome}`),
  healthCoachBookedWith: countValues(sql`${leads.healthCoachBookedWith}`),
  portalAccess: countValues(sql`${leads.portalAccess}`),
  clock: countValues(sql`case when ${leadClock} then ${clockStateOf('lead', leads.id)} else 'none' end`),
  fallsThrough: countValues(fallsThrough('lead', leads, leadClock)),
  numberOfCalls: calls,
  lastContacted: countDays(sql`${leads.lastContacted}`, 'may be empty'),
  createdAt: countDays(sql`${leads.createdAt}`),
  updatedAt: countDays(sql`${leads.updatedAt}`),
}

type Asked = { fields: readonly AskedLeadFacet[]; filters: Record<string, unknown>; timeZone: string | undefined }

/** Answers one object with a list a field. */
export const countAskedLeads = (db: Db, asked: Asked) => countAsked(db, { list: leadList, counts, ...asked })
