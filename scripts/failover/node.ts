/** One machine of the cluster, as far as one machine can play several: Patroni with its PostgreSQL, on ports of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Place {
  root: string
  bin: string
  user: { uid: number; gid: number } | undefined
  etcd: number
  /** Seconds that a primary is believed without hearing of it. */
  ttl: number
}

export interface ClusterNode {
  name: string
  postgres: number
  rest: number
  start(): void
  /** All its processes at once, as when the power goes. */
  signal(name: NodeJS.Signals): void
  stop(): void
}

export function newNode(place: Place, at: number, ports: { postgres: number; rest: number }): ClusterNode {
  const name = `node${at}`
  const home = join(place.root, name)
  mkdirSync(join(home, 'data'), { recursive: true, mode: 0o700 })
  const file = join(home, 'patroni.yml')
  writeFileSync(file, settings(place, { name, home, ...ports }))
  for (const each of [home, join(home, 'data'), file]) if (place.user) chownSync(each, place.user.uid, place.user.gid)
  let running: ChildProcess | undefined
  const signal = (name: NodeJS.Signals) => {
    for (const pid of processesOf(home)) {
      try {
        process.kill(pid, name)
      } catch {
        // It has ended meanwhile.
      }
    }
  }
  return {
    name,
    ...ports,
    start: () => {
      running = spawn('/usr/bin/patroni', [file], {
        ...place.user,
        cwd: '/',
        stdio: 'ignore',
        env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
      })
      running.once('error', () => undefined)
    },
    signal,
    stop: () => {
      signal('SIGCONT')
      signal('SIGKILL')
    },
  }
}

/** Those of Patroni and of the postmaster name the node's folder; those of its connections are children of the postmaster. */
function processesOf(home: string): number[] {
  const all = readdirSync('/proc').map(Number).filter(Boolean)
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]))
  const first = all.filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(home))
  return all.filter((pid) => first.includes(pid) || first.includes(parents.get(pid) ?? 0))
}

const parentOf = (pid: number) => Number(/^\d+ \(.*\) \S (\d+)/s.exec(textOf(`/proc/${pid}/stat`))?.[1] ?? 0)

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** The walsenders of a node: held still, nothing of what it commits leaves it. */
export const sendersOf = (node: ClusterNode, root: string): number[] =>
  processesOf(join(root, node.name)).filter((pid) => textOf(`/proc/${pid}/cmdline`).includes('walsender'))

const settings = (
  place: Place,
  { name, home, postgres, rest }: { name: string; home: string; postgres: number; rest: number },
) => `scope: clinic
name: ${name}
restapi: { listen: '127.0.0.1:${rest}', connect_address: '127.0.0.1:${rest}' }
etcd3: { host: '127.0.0.1:${place.etcd}' }
bootstrap:
  dcs:
    ttl: ${place.ttl}
    loop_wait: 1
    retry_timeout: 2
    maximum_lag_on_failover: 1073741824
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      parameters: { max_connections: 60, wal_keep_size: 256MB, shared_buffers: 64MB, wal_log_hints: 'on' }
  initdb: [{ encoding: UTF8 }, data-checksums]
postgresql:
  listen: 127.0.0.1:${postgres}
  connect_address: 127.0.0.1:${postgres}
  data_dir: ${join(home, 'data')}
  bin_dir: ${place.bin}
  pg_hba: ['local all all trust', 'host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust']
  authentication:
    superuser: { username: postgres, password: postgres }
    replication: { username: replicator, password: replicator }
  parameters: { unix_socket_directories: '${home}' }
`
