import { sql } from 'drizzle-orm'
import type { LeadSource } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'

export interface SourceCost extends Record<string, unknown> {
  leadSource: LeadSource
  /** `2026-11` */
  month: string
  cents: number
}
export interface Cost {
  leadSource: LeadSource
  month: string
  cents: number | null
}

export async function findCosts(db: Db, { from = '0001-01', to = '9999-12' }: { from?: string | undefined; to?: string | undefined }) {
  const { rows } = await db.execute<SourceCost>(sql`
    select lead_source as "leadSource", to_char(month, 'YYYY-MM') as month, cents from source_costs
    where month between ${`${from}-01`}::date and ${`${to}-01`}::date order by month, lead_source`)
  return rows
}

/** Two statements, however many costs. */
export async function writeCosts(db: Tx, userId: number, costs: Cost[]): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(costs)}::jsonb) as g ("leadSource" text, month text, cents int)`
  await db.execute(sql`delete from source_costs c using ${given}
    where c.lead_source = g."leadSource" and c.month = (g.month || '-01')::date and g.cents is null`)
  await db.execute(sql`
    insert into source_costs (lead_source, month, cents, updated_by_id)
    select g."leadSource", (g.month || '-01')::date, g.cents, ${userId} from ${given} where g.cents is not null
    on conflict (lead_source, month) do update set cents = excluded.cents, updated_by_id = excluded.updated_by_id, updated_at = now()`)
}
