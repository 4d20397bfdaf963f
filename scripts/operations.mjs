// npm run test:operations: what needs a fleet: replicas, several instances, long counts. Arguments go to vitest.
import { existsSync } from 'node:fs'
import { ensureInstalled, run, say } from './tools.mjs'

/** Debian's packages, by the program that shows they are there. */
const programs = {
  '/usr/lib/postgresql': 'postgresql',
  '/usr/bin/pgbackrest': 'pgbackrest',
  '/usr/sbin/pgbouncer': 'pgbouncer',
}

await ensureInstalled()
await ensurePrograms()
const wanted = process.argv.slice(2)
const where =
  wanted.length > 0 ? wanted : ['server/operations', 'server/db/replicas', 'server/fleet', 'server/start/side-by-side', 'docs/operations']
process.exitCode = await run(['vitest', 'run', '--testTimeout=3600000', ...where], { env: { TZ: 'UTC', TRUST: 'full' } })

/** What is missing is installed where that is possible; its tests are left out where it is not. */
async function ensurePrograms() {
  const missing = Object.entries(programs).filter(([path]) => !existsSync(path))
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const packages = missing.map(([, name]) => name)
    say(`Installing ${packages.join(', ')} for these tests ...`)
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run(['apt-get', 'update', '-qq'], { env, output: 'ignore' })
    await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env, output: 'ignore' })
  }
  for (const [path, name] of missing) {
    if (!existsSync(path)) say(`${name} is not here and cannot be installed: what needs it is not tested.`)
  }
}
