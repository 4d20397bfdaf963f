// npm run test:failover: the primary of a Patroni cluster dies under load, and nothing acknowledged is lost.
import { ensurePrograms } from './debian.mjs'
import { ensurePages } from './pages.mjs'
import { ensureInstalled, giveUp, runProgram } from './tools.mjs'

await ensureInstalled()
await ensurePages()
const missing = await ensurePrograms({
  '/usr/lib/postgresql': 'postgresql',
  '/usr/bin/patroni': 'patroni',
  '/usr/bin/etcd': 'etcd-server',
  '/usr/sbin/haproxy': 'haproxy',
})
if (missing.length) giveUp(`This needs ${missing.join(', ')}, which cannot be installed here.`)
await runProgram('scripts/failover/run.ts')
