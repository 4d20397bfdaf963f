/** The commands of the runbooks, each run as it stands there, and the files in deploy/ in front of a real server. */
import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { fullTrust } from '../test/counts.ts'
import { freePort } from '../test/free-port.ts'
import { makeAuthority, makeServerKeys } from '../test/keys.ts'
import { runServer } from '../test/run-server.ts'

const home = join(import.meta.dirname, '..', '..')
const folder = join(home, 'docs', 'operations')

/** Blocks that are commands for a person's shell; settings and examples of output say another language or none. */
const commandsIn = (file: string): string[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '')

test('commands that a person is to type stand where the test runs them', () => {
  const elsewhere = readdirSync(folder).filter((file) => file !== 'runbooks.md' && commandsIn(file).length > 0)
  expect(elsewhere).toEqual([])
  expect(commandsIn('runbooks.md').length).toBeGreaterThan(5)
})

/** Commands in the midst of a sentence and in examples: where each is run. The first that fits counts. */
const runElsewhere: readonly (readonly [command: RegExp, where: string])[] = [
  [/^npm start\b/, 'server/start/start.test.ts'],
  [/^npm run (backup|restore)\b/, 'server/commands/restore.test.ts'],
  [/^npm run audit:verify\b/, 'docs/operations/runbooks.md'],
  [/^npm run db:(check|migrate|push|seed|transform|\.\.\.)/, 'server/commands/commands.test.ts'],
  [/^npm run db:(dump|load)\b/, 'server/operations/carry/carry.test.ts'],
  [/^npm run db:generate\b/, 'server/db/schema.test.ts'],
  [/^npm run db:indexes\b/, 'bench/indexes.ts'],
  [/^npm run bench\b(?!:)/, 'bench/bench.test.ts'],
  [/^npm run bench:archive\b/, 'bench/archive.ts'],
  [/^npm run bench:seals\b/, 'bench/seals.ts'],
  [/^npm run soak\b/, 'bench/soak.ts'],
  [/^npm run docs:settings\b/, 'scripts/settings.test.ts'],
  [/^npm (test|run test:\w+|run check)\b/, 'scripts/lanes.mjs'],
  [/^systemctl /, 'server/start/deploy-files.test.ts'],
  [/^podman /, 'server/start/deploy-files.test.ts'],
  [/^pg_basebackup /, 'server/test/installed-postgres.ts'],
  [/^psql /, 'docs/operations/runbooks.md'],
]

/** Lines of the blocks that are no runbooks, without the settings before a command and the remark behind it. */
const examplesIn = (file: string): string[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/^```\w*\n([\s\S]*?)^```$/gm)]
    .flatMap((match) => (match[0].startsWith('```sh') ? [] : (match[1] ?? '').split('\n')))
    .map((line) => line.replace(/^([A-Z_]+=('[^']*'|\$\([^)]*\)|\S+) )+/, '').replace(/\s+# .*$/, ''))
    .filter((line) => /^(npm|npx|node|systemctl|podman|docker|pg_\w+|psql|curl) /.test(line))

test('a command in a sentence or an example is one of the package’s, and runs somewhere', () => {
  const { scripts } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'))
  const named = files
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/`((?:npm|npx|node|systemctl|podman|docker|pg_\w+|psql|curl) [^`\n]+)`/g),
    ])
    .map((match) => match[1] ?? '')
  const commands = [...named, ...files.flatMap(examplesIn)]
  expect(commands.length).toBeGreaterThan(30)
  expect(commands.filter((command) => !runElsewhere.some(([pattern]) => pattern.test(command)))).toEqual([])
  expect(runElsewhere.map(([, where]) => where).filter((where) => !existsSync(join(home, where)))).toEqual([])
  const names = commands.flatMap((command) => /^npm run ([\w:]+)(?!\S)/.exec(command)?.[1] ?? [])
  expect(names.filter((name) => !(name in scripts))).toEqual([])
})

test.each(fullTrust ? ['runbooks.md'] : [])('each command of %s does what it says', { timeout: 600_000 }, async (file) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-runbook-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const env = { DATA_DIR: dataDir, PORT: String(await freePort()), METRICS_PORT: String(await freePort()), LOG_LEVEL: 'error' }
  const server = runServer({ env: { ...env, DEMO_DATA: '1' } })
  await server.ready()
  const said: string[] = []
  for (const command of commandsIn(file)) {
    const shell = { cwd: home, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } }
    const { stdout, stderr } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], shell)
    said.push(`${stdout}${stderr}`)
  }
  const all = said.join('\n')
  for (const sign of [
    '"status":"ok"',
    'The audit trail is whole',
    'are in /tmp',
    '"status":"ready"',
    'database_pool_connections',
    'wait_event_type',
  ])
    expect(all).toContain(sign)
  expect(existsSync(join(dataDir, 'lock'))).toBe(false)
  expect(await server.ended()).toBe(0)
})

const nginx = '/usr/sbin/nginx'

test.each(fullTrust && existsSync(nginx) ? ['nginx'] : [])(
  'behind %s people get TLS 1.2 and 1.3 alone, and cookies for it',
  { timeout: 600_000 },
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'healthcrm-proxy-'))
    onTestFinished(() => rmSync(place, { recursive: true, force: true }))
    const [port, plain, secure] = [await freePort(), await freePort(), await freePort()]
    makeAuthority(place, 'Clinic')
    makeServerKeys(place, 'crm.clinic.example')
    const site = readFileSync(join(home, 'deploy', 'nginx.conf'), 'utf8')
      .replaceAll(/\/etc\/letsencrypt\/live\/[\w.]+\/fullchain\.pem/g, join(place, 'server.crt'))
      .replaceAll(/\/etc\/letsencrypt\/live\/[\w.]+\/privkey\.pem/g, join(place, 'server.key'))
      .replace('127.0.0.1:3000', `127.0.0.1:${port}`)
      .replace('listen 80;', `listen 127.0.0.1:${plain};`)
      .replace('listen 443 ssl', `listen 127.0.0.1:${secure} ssl`)
    const file = join(place, 'nginx.conf')
    writeFileSync(file, `daemon off;\npid ${place}/pid;\nerror_log ${place}/errors;\nevents {}\nhttp {\n${site}\n}\n`)
    const server = runServer({
      env: { DATA_DIR: join(place, 'data'), PORT: String(port), PUBLIC_URL: 'https://crm.clinic.example', LOG_LEVEL: 'error' },
    })
    const proxy = spawn(nginx, ['-c', file], { stdio: 'ignore' })
    onTestFinished(async () => {
      proxy.kill('SIGQUIT')
      await server.ended('SIGTERM')
    })
    await server.ready()
    await expect.poll(() => protocolOf(secure, 'TLSv1.3'), { timeout: 120_000 }).toBe('TLSv1.3')
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) expect(await protocolOf(secure, version)).toBe(version)
    for (const version of ['TLSv1', 'TLSv1.1'] as const) expect(await protocolOf(secure, version)).toBeUndefined()
    const curl = async (...args: string[]) =>
      (
        await promisify(execFile)('curl', [
          '-sS',
          '--cacert',
          join(place, 'ca.crt'),
          '--resolve',
          `crm.clinic.example:${secure}:127.0.0.1`,
          ...args,
        ])
      ).stdout
    expect(await curl('-i', `https://crm.clinic.example:${secure}/readyz`)).toMatch(
      /^HTTP\/2 200[\s\S]*strict-transport-security: max-age=\d{8}/i,
    )
    expect(await curl('-o', '/dev/null', '-w', '%{http_code}', `http://127.0.0.1:${plain}/`)).toBe('308')
  },
)

/** The protocol agreed on, if the server agrees to this one. */
const protocolOf = (port: number, version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
  new Promise<string | undefined>((done) => {
    const options = { minVersion: version, maxVersion: version, rejectUnauthorized: false, ciphers: 'ALL:@SECLEVEL=0' } as const
    const socket = connect({ port, host: '127.0.0.1', ...options }, () => {
      done(socket.getProtocol() ?? undefined)
      socket.destroy()
    })
    socket.on('error', () => done(undefined))
  })
