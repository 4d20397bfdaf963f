/** The cluster's roles: one NOLOGIN role for each kind of actor, and the login the app runs as, which owns nothing. */
import pg from 'pg'

export const actorRoles = ['sdr', 'coach', 'admin', 'patient', 'system'] as const
export const appLogin = 'healthcrm_app'

/** For sessions that come through a pooler, which takes no settings from us. */
const loginSettings = ['timezone = UTC', "statement_timeout = '30s'", "idle_in_transaction_session_timeout = '30s'"]

/**
 * Makes what is missing, and nothing else: several databases of one cluster share the roles, and two that write the same
 * role at once fail. With a password the login gets it.
 */
export async function ensureRoles(owner: pg.ClientBase, password: string | undefined): Promise<void> {
  const { rows } = await owner.query<{ name: string; granted: boolean }>(
    `SELECT r.rolname AS name, EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles a ON a.oid = m.member
       WHERE m.roleid = r.oid AND a.rolname = $1) AS granted
     FROM pg_roles r WHERE r.rolname = ANY ($2)`,
    [appLogin, [...actorRoles, appLogin]],
  )
  const present = new Map(rows.map(({ name, granted }) => [name, granted]))
  for (const role of [...actorRoles, appLogin].filter((name) => !present.has(name))) await makeRole(owner, role)
  const ungranted = actorRoles.filter((role) => !present.get(role))
  if (ungranted.length) await owner.query(`GRANT ${ungranted.join(', ')} TO ${appLogin}`)
  if (!present.has(appLogin)) {
    for (const setting of loginSettings) await owner.query(`ALTER ROLE ${appLogin} SET ${setting}`)
  }
  if (password) await owner.query(`ALTER ROLE ${appLogin} LOGIN NOINHERIT PASSWORD ${owner.escapeLiteral(password)}`)
}

/** Another database of the cluster may have made it meanwhile. */
async function makeRole(owner: pg.ClientBase, role: string): Promise<void> {
  await owner.query(`DO $$ BEGIN
    CREATE ROLE ${role} NOLOGIN NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`)
}

/** Whether the app's login gets in with this password. */
export async function opensWith(ownerUrl: string, password: string): Promise<boolean> {
  const app = new pg.Client({ connectionString: appUrl(ownerUrl, password), connectionTimeoutMillis: 5_000 })
  try {
    await app.connect()
    return true
  } catch {
    return false
  } finally {
    await app.end().catch(() => undefined)
  }
}

/** The owner's address with the app's login in its place. */
export function appUrl(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = appLogin
  url.password = encodeURIComponent(password)
  return url.toString()
}

/** The owner's address with the login of another address in its place: past the pooler, to PostgreSQL itself. */
export function directUrl(ownerUrl: string, loginUrl: string): string {
  const url = new URL(ownerUrl)
  const login = new URL(loginUrl)
  url.username = login.username
  url.password = login.password
  return url.toString()
}
