/** Patroni, etcd and HAProxy around two PostgreSQLs, as docs/operations/high-availability.md describes them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ClusterNode, newNode, type Place } from './node.ts'

export interface Member {
  name: string
  role: string
  state: string
  timeline?: number
}
export interface Cluster {
  root: string
  nodes: ClusterNode[]
  /** Where the primary is found, whichever node it is. */
  port: number
  members(): Promise<Member[]>
  leader(): Promise<ClusterNode>
  /** One leads, the other follows it; in synchronous mode its commits wait for the other. */
  untilWhole(isSynchronous: boolean): Promise<void>
  setSynchronous(isSynchronous: boolean): Promise<void>
  stop(): void
}

export async function startCluster(ttl: number): Promise<Cluster> {
  const [etcd, peer, proxy, ...ports] = await freePorts(7)
  const root = mkdtempSync(join(tmpdir(), 'healthcrm-failover-'))
  chmodSync(root, 0o755)
  const place: Place = { root, bin: newestBin(), user: systemUser(), etcd: etcd ?? 0, ttl }
  const nodes = [0, 1].map((at) => newNode(place, at, { postgres: ports[at * 2] ?? 0, rest: ports[at * 2 + 1] ?? 0 }))
  const helpers = [startEtcd(place, peer ?? 0), startProxy(root, proxy ?? 0, nodes)]
  for (const node of nodes) node.start()
  const cluster = clusterOf({ root, nodes, port: proxy ?? 0 }, helpers)
  await cluster.untilWhole(true)
  return cluster
}

interface Helper {
  stop(): void
}

/** Started again until it is told to stop: somebody else may have had its port for a moment. */
function keepRunning(start: () => ChildProcess): Helper {
  let isStopped = false
  let child: ChildProcess | undefined
  const begin = (): void => {
    child = start()
    child.once('exit', (code) => {
      if (isStopped) return
      console.error(`${child?.spawnfile} ended with ${code}; starting it again`)
      setTimeout(() => isStopped || begin(), 1_000)
    })
  }
  begin()
  return {
    stop: () => {
      isStopped = true
      child?.kill('SIGKILL')
    },
  }
}

function clusterOf({ root, nodes, port }: Pick<Cluster, 'root' | 'nodes' | 'port'>, helpers: Helper[]): Cluster {
  const ask = async (path: string, more: RequestInit = {}) => {
    for (const { rest } of nodes) {
      const signal = AbortSignal.timeout(1_500)
      const answer = await fetch(`http://127.0.0.1:${rest}${path}`, { signal, ...more }).catch(() => undefined)
      if (answer?.ok) return (await answer.json()) as { members?: Member[] }
    }
    return {}
  }
  const members = async () => (await ask('/cluster')).members ?? []
  const isWhole = (found: Member[], isSynchronous: boolean) => {
    const [leaders, others] = [found.filter(({ role }) => role === 'leader'), found.filter(({ role }) => role !== 'leader')]
    const follows = others.some(({ role, state }) => (isSynchronous ? role === 'sync_standby' : true) && /running|streaming/.test(state))
    const one = new Set(found.map(({ timeline }) => timeline)).size === 1
    return leaders.length === 1 && leaders[0]?.state === 'running' && others.length === 1 && follows && one
  }
  return {
    root,
    nodes,
    port,
    members,
    leader: async () => {
      for (;;) {
        const name = (await members()).find(({ role }) => role === 'leader')?.name
        const node = nodes.find((each) => each.name === name)
        if (node) return node
        await sleep(100)
      }
    },
    untilWhole: async (isSynchronous) => {
      for (const end = Date.now() + 120_000; !isWhole(await members(), isSynchronous); await sleep(200)) {
        if (Date.now() > end) throw new Error(`The cluster does not come together: ${JSON.stringify(await members())}`)
      }
    },
    setSynchronous: async (isSynchronous) => {
      await ask('/config', { method: 'PATCH', body: JSON.stringify({ synchronous_mode: isSynchronous }) })
      await sleep(4_000)
    },
    stop: () => {
      for (const node of nodes) node.stop()
      for (const helper of helpers) helper.stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

function startEtcd({ root, user, etcd }: Place, peer: number): Helper {
  const data = join(root, 'etcd')
  mkdirSync(data, { mode: 0o700 })
  if (user) chownSync(data, user.uid, user.gid)
  const [here, other] = [`http://127.0.0.1:${etcd}`, `http://127.0.0.1:${peer}`]
  const names = ['--name', 'one', '--data-dir', data, '--initial-cluster', `one=${other}`, '--unsafe-no-fsync']
  const addresses = ['--listen-client-urls', here, '--advertise-client-urls', here]
  const peers = ['--listen-peer-urls', other, '--initial-advertise-peer-urls', other]
  return keepRunning(() => spawn('/usr/bin/etcd', [...names, ...addresses, ...peers], { ...user, cwd: '/', stdio: 'ignore' }))
}

/** Asks each node's Patroni once a second whether it leads; connections to one that does not are closed. */
function startProxy(root: string, port: number, nodes: ClusterNode[]): Helper {
  const servers = nodes.map(({ name, postgres, rest }) => `  server ${name} 127.0.0.1:${postgres} check port ${rest}\n`).join('')
  const file = join(root, 'haproxy.cfg')
  writeFileSync(
    file,
    `defaults
  mode tcp
  timeout connect 2s
  timeout client 30m
  timeout server 30m
  timeout check 1s
listen primary
  bind 127.0.0.1:${port}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
${servers}`,
  )
  return keepRunning(() => spawn('/usr/sbin/haproxy', ['-f', file, '-db'], { stdio: 'ignore' }))
}

function newestBin(): string {
  const installed = '/usr/lib/postgresql'
  const newest = readdirSync(installed).toSorted((one, other) => Number(other) - Number(one))[0]
  return join(installed, newest ?? '', 'bin')
}

/** PostgreSQL refuses to run as root. */
function systemUser(): Place['user'] {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return ports
}
