import { withOwner } from './owner-storage.ts'

export interface Work {
  oldestJob: Date | undefined
  replicas: { name: string; lagMs: number }[]
}

/** The oldest job that could have begun, and how far each replica is behind; an owner without the right to look sees no lag. */
export async function findWork(ownerUrl: string): Promise<Work> {
  return withOwner(ownerUrl, async (client) => {
    const { rows: jobs } = await client.query<{ oldest: Date | null }>(
      `select min(start_after) as oldest from pgboss.job where state in ('created', 'retry') and start_after <= now()`,
    )
    const { rows: replicas } = await client.query<{ name: string; lagMs: number }>(
      `select application_name as name, (extract(epoch from replay_lag) * 1000)::float8 as "lagMs"
       from pg_stat_replication where replay_lag is not null`,
    )
    return { oldestJob: jobs[0]?.oldest ?? undefined, replicas }
  })
}
