// npm run test:operations: what needs a fleet, a disk of its own, or long counts. Arguments go to vitest.
import { ensurePrograms } from './debian.mjs'
import { ofOperationsAlone, ofOperationsToo } from './lanes.mjs'
import { ensureInstalled, run, say } from './tools.mjs'

/** Debian's packages, by the program that shows they are there. */
const programs = {
  '/usr/lib/postgresql': 'postgresql',
  '/usr/bin/pgbackrest': 'pgbackrest',
  '/usr/sbin/pgbouncer': 'pgbouncer',
  '/usr/sbin/nginx': 'nginx-light',
  '/usr/sbin/haproxy': 'haproxy',
  '/usr/bin/caddy': 'caddy',
  '/usr/bin/faketime': 'faketime',
}

await ensureInstalled()
for (const name of await ensurePrograms(programs)) say(`${name} is not here and cannot be installed: what needs it is not tested.`)
const wanted = process.argv.slice(2)
const where = wanted.length > 0 ? wanted : [...ofOperationsToo, ...ofOperationsAlone]
process.exitCode = await run(
  ['vitest', 'run', '--testTimeout=3600000', '--hookTimeout=3600000', '--expect.poll.timeout=120000', ...where],
  {
    env: { TZ: 'UTC', TRUST: 'full' },
  },
)
