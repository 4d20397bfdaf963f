/** The cluster's roles: one NOLOGIN role for each kind of actor, and the login the app runs as, which owns nothing. */
import type pg from 'pg'

export const actorRoles = ['sdr', 'coach', 'admin', 'patient', 'system'] as const
export const appLogin = 'healthcrm_app'

/** Makes what is missing; several databases of one cluster share the roles. Without a password the login stays as it is. */
export async function ensureRoles(owner: pg.ClientBase, password: string | undefined): Promise<void> {
  // Two starters on one cluster wait for each other: the lock is the cluster's only shared thing, its roles.
  await owner.query('SELECT pg_advisory_xact_lock(727001)')
  for (const role of [...actorRoles, appLogin]) {
    await owner.query(`DO $$ BEGIN
      CREATE ROLE ${role} NOLOGIN NOINHERIT;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`)
  }
  await owner.query(`GRANT ${actorRoles.join(', ')} TO ${appLogin}`)
  if (password) {
    await owner.query(`ALTER ROLE ${appLogin} LOGIN NOINHERIT PASSWORD ${owner.escapeLiteral(password)}`)
  }
}

/** The owner's address with the app's login in its place. */
export function appUrl(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = appLogin
  url.password = encodeURIComponent(password)
  return url.toString()
}
