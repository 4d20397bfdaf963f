/** The job queue's own schema: pg-boss describes it, the owner installs and upgrades it, the app works in it as `system`. */
import type pg from 'pg'
import { getConstructionPlans, getMigrationPlans } from 'pg-boss'

export const jobsSchema = 'pgboss'

/** Inside the owner's migration transaction. */
export async function installJobs(owner: pg.ClientBase): Promise<void> {
  const installed = await installedVersion(owner)
  const construction = getConstructionPlans(jobsSchema)
  if (installed === undefined) await owner.query(partOfTransaction(construction))
  else if (installed < versionIn(construction)) await owner.query(partOfTransaction(getMigrationPlans(jobsSchema, installed)))
  else return
  await owner.query(`
    GRANT USAGE ON SCHEMA ${jobsSchema} TO system;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${jobsSchema} TO system;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${jobsSchema} TO system;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${jobsSchema} TO system`)
}

async function installedVersion(owner: pg.ClientBase): Promise<number | undefined> {
  const { rows: there } = await owner.query<{ name: string | null }>(`SELECT to_regclass('${jobsSchema}.version')::text AS name`)
  if (!there[0]?.name) return undefined
  const { rows } = await owner.query<{ version: number }>(`SELECT version FROM ${jobsSchema}.version`)
  return rows[0]?.version
}

/** The version that a construction plan ends at. */
function versionIn(plan: string): number {
  const version = /INSERT INTO \w+\.version\(version\) VALUES \('(\d+)'\)/.exec(plan)?.[1]
  if (!version) throw new Error('pg-boss describes its schema in another way than this release knows')
  return Number(version)
}

/** The plan without its own BEGIN, time limits and COMMIT. */
const partOfTransaction = (plan: string) => plan.replace(/^\s*BEGIN;\s*(SET LOCAL \w+ = \d+;\s*)*/, '').replace(/COMMIT;\s*$/, '')
