/** Debian's PgBouncer in transaction mode in front of the throwaway cluster, where it is installed. */
import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'

const program = '/usr/sbin/pgbouncer'
export const hasPgBouncer = existsSync(program)

export interface PgBouncer {
  /** The app's login to the database of this owner's URL, through the pooler. */
  urlFor(ownerUrl: string): string
  stop(): Promise<void>
}

/** `size` connections to PostgreSQL for however many clients. */
export async function startPgBouncer(size: number): Promise<PgBouncer> {
  const dataDir = inject('clusterDataDir')
  const password = readFileSync(join(dataDir, 'app-login'), 'utf8').trim()
  const home = mkdtempSync(join(tmpdir(), 'healthcrm-pgbouncer-'))
  const port = await freePort()
  const gate = await openGate(join(decodeURIComponent(new URL(inject('clusterUrl')).hostname), '.s.PGSQL.5432'))
  const users = join(home, 'users.txt')
  const settings = join(home, 'pgbouncer.ini')
  writeFileSync(users, `"healthcrm_app" "${password}"\n`)
  writeFileSync(settings, settingsOf({ postgres: portOf(gate), port, users, size }))
  const { uid, gid } = statSync(join(dataDir, 'postgres'))
  for (const path of [home, users, settings]) chownSync(path, uid, gid)
  const child = spawn(program, ['-q', settings], { uid, gid, cwd: home, stdio: 'ignore' })
  // Listened for from the start: one that has ended already says so no more, and who stops it would wait for ever.
  const ended = new Promise((done) => child.once('exit', done))
  // Not SIGTERM: later versions wait for their clients then.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  await untilOpen(port)
  return {
    urlFor: (ownerUrl) => `postgres://healthcrm_app:${encodeURIComponent(password)}@127.0.0.1:${port}${new URL(ownerUrl).pathname}`,
    stop: async () => {
      kill()
      process.off('exit', kill)
      await ended
      gate.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function settingsOf({ postgres, port, users, size }: { postgres: number; port: number; users: string; size: number }): string {
  return `[databases]
* = host=127.0.0.1 port=${postgres}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${size}
max_client_conn = 200
`
}

/** The cluster's socket stands in a folder that other users may not enter. */
async function openGate(socket: string): Promise<Server> {
  const gate = createServer((inside) => {
    const outside = createConnection(socket)
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      one.on('error', () => other.destroy())
      // Also one that closes without a last word: half a connection left open would be waited for.
      one.on('close', () => other.destroySoon())
      one.pipe(other)
    }
  })
  return listen(gate)
}

async function listen(server: Server): Promise<Server> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return server
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

async function freePort(): Promise<number> {
  const server = await listen(createServer())
  const port = portOf(server)
  await new Promise((done) => server.close(done))
  return port
}

async function untilOpen(port: number): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    const isOpen = await new Promise<boolean>((done) => {
      const socket = createConnection({ port, host: '127.0.0.1' }, () => {
        socket.end()
        done(true)
      })
      socket.on('error', () => done(false))
    })
    if (isOpen) return
    await sleep(50)
  }
  throw new Error('PgBouncer does not start')
}
