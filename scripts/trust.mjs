// npm run test:trust: the tests of what we promise, with full counts. Arguments go to vitest: npm run test:trust -- pool
import { existsSync } from 'node:fs'
import { ensureBrowser } from './browser.mjs'
import { ofTrustAlone } from './lanes.mjs'
import { ensurePages } from './pages.mjs'
import { ensureInstalled, run, say } from './tools.mjs'

const bouncer = '/usr/sbin/pgbouncer'

await ensureInstalled()
await ensurePages()
if (!(await ensureBrowser())) say('No Chromium is here and it cannot be installed: what needs it will fail.')
await ensureBouncer()
const wanted = process.argv.slice(2)
const where =
  wanted.length > 0
    ? wanted
    : [
        'server/trust',
        'server/auth',
        'server/users',
        'server/db',
        'server/leads',
        'server/appointments',
        'server/booking',
        'server/http',
        'server/start/killed',
        ...ofTrustAlone,
      ]
process.exitCode = await run(['vitest', 'run', '--testTimeout=3600000', '--hookTimeout=3600000', ...where], {
  env: { TZ: 'UTC', TRUST: 'full' },
})

/** The pool is tested behind PgBouncer too, where it is or can be installed. */
async function ensureBouncer() {
  if (existsSync(bouncer)) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing PgBouncer for the tests of the pool ...')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run(['apt-get', 'update', '-qq'], { env, output: 'ignore' })
    await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'pgbouncer'], { env, output: 'ignore' })
  }
  if (!existsSync(bouncer)) say('No PgBouncer is here and it cannot be installed: the pool is tested without it.')
}
