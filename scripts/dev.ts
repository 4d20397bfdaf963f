// The pages come from Vite and change in place; what the server answers comes from the server, restarted as its files change.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createPlainServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createServer } from 'vite'
import { type Config, ownConfig } from '../server/config.ts'
import { startEmbeddedPostgres } from '../server/db/embedded/embedded.ts'
import { checkPort } from '../server/start/checks.ts'
import { newClosing, Stopped } from '../server/start/closing.ts'
import { lockData } from '../server/start/data-lock.ts'
import { stopOnSignals } from '../server/start/signals.ts'
import { StartError } from '../server/start-error.ts'
import { devPassword, seedPeople } from './dev-people.ts'

const home = join(import.meta.dirname, '..')
const served = ['/api', '/docs', '/start', '/.well-known', '/healthz', '/readyz']

const closing = newClosing()
stopOnSignals({ gracefully: stop, byForce: () => process.exit(1) })
const starting = develop(ownConfig()).catch(fail)

/** Data of its own, beside the clinic's; the database outlives each restart of the server. */
async function develop(config: Config): Promise<void> {
  const dataDir = join(config.dataDir, 'dev')
  await checkPort(config.port, config.host)
  const lock = lockData(dataDir)
  closing.add(lock.release)
  const ownerUrl = config.databaseUrl ?? (await startDatabase(dataDir))
  const people = await seedPeople(ownerUrl, dataDir)
  const port = await freePort()
  const server = startServer({ DATABASE_URL: ownerUrl, DATA_DIR: join(dataDir, 'server'), PORT: String(port) })
  closing.add(() => stopServer(server))
  await untilItAnswers(port)
  closing.add(await startPages(config, port))
  lock.tell(`http://localhost:${config.port}`)
  say(`Ready, reloading as files change: http://localhost:${config.port}`)
  for (const { role, email } of people) say(`  ${role}: ${email}, password: ${devPassword}`)
}

async function startDatabase(dataDir: string): Promise<string> {
  const log = { info: say, warn: say, error: say }
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  closing.add(postgres.stop)
  return postgres.ownerUrl
}

function startServer(env: Record<string, string>): ChildProcess {
  const development = { NODE_ENV: 'development', HOST: '127.0.0.1' }
  const watching = ['--watch', '--watch-preserve-output', join(home, 'server', 'main.ts')]
  return spawn(process.execPath, watching, {
    cwd: home,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env.PATH, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn', ...development, ...env },
  })
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) return
  const ended = once(server, 'exit')
  process.kill(-server.pid, 'SIGTERM')
  await ended
}

/** Once: a server that does not compile answers after the file is mended. */
async function untilItAnswers(port: number): Promise<void> {
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
  while (!(await answers())) {
    closing.goOn()
    await sleep(100)
  }
}

async function startPages(config: Config, port: number) {
  const proxy = Object.fromEntries(served.map((path) => [path, { target: `http://127.0.0.1:${port}`, changeOrigin: false }]))
  // Vite's own server would end this process at a SIGTERM before what it started is ended.
  const server = createHttpServer()
  const pages = await createServer({
    configFile: join(home, 'vite.config.ts'),
    logLevel: 'warn',
    clearScreen: false,
    server: { middlewareMode: { server }, hmr: { server }, proxy },
  })
  server.on('request', pages.middlewares)
  server.listen(config.port, config.host)
  await once(server, 'listening')
  return async () => {
    await pages.close()
    server.closeAllConnections()
    server.close()
  }
}

async function freePort(): Promise<number> {
  const server = createPlainServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

async function stop(): Promise<void> {
  closing.halt()
  await starting
  await closing.closeAll().catch(() => undefined)
  process.exit(0)
}

async function fail(error: unknown): Promise<void> {
  if (error instanceof Stopped) return
  say(error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error))
  await closing.closeAll().catch(() => undefined)
  process.exit(1)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
