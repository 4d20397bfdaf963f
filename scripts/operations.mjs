// npm run test:operations: what needs a fleet: replicas, several instances, long counts. Arguments go to vitest.
import { ensurePrograms } from './debian.mjs'
import { ensureInstalled, run, say } from './tools.mjs'

/** Debian's packages, by the program that shows they are there. */
const programs = {
  '/usr/lib/postgresql': 'postgresql',
  '/usr/bin/pgbackrest': 'pgbackrest',
  '/usr/sbin/pgbouncer': 'pgbouncer',
  '/usr/sbin/nginx': 'nginx-light',
}

await ensureInstalled()
for (const name of await ensurePrograms(programs)) say(`${name} is not here and cannot be installed: what needs it is not tested.`)
const wanted = process.argv.slice(2)
const where =
  wanted.length > 0
    ? wanted
    : [
        'server/operations',
        'server/commands/restore',
        'server/db/replicas',
        'server/db/kept',
        'server/db/tls',
        'server/fleet',
        'server/start/side-by-side',
        'server/start/runbooks',
        'scripts/dev',
      ]
process.exitCode = await run(['vitest', 'run', '--testTimeout=3600000', ...where], { env: { TZ: 'UTC', TRUST: 'full' } })
