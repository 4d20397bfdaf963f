/** The files in deploy/, looked at by the programs they are for; nginx stands in front of a real server in runbooks.test.ts. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../test/free-port.ts'
import { makeAuthority, makeServerKeys } from '../test/keys.ts'
import { runServer } from '../test/run-server.ts'

const home = join(import.meta.dirname, '..', '..')
const fileOf = (name: string) => join(home, 'deploy', name)
const run = promisify(execFile)

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'healthcrm-deploy-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
const isHere = (program: string) => existsSync(program)

test.runIf(isHere('/usr/bin/systemd-analyze'))('systemd understands every line of the service', async () => {
  const file = join(scratch(), 'healthcrm.service')
  const unit = readFileSync(fileOf('healthcrm.service'), 'utf8')
  // Where npm is differs, and systemd looks whether it is there.
  writeFileSync(file, unit.replace('/usr/bin/npm start --silent', process.execPath))
  const { stderr } = await run('systemd-analyze', ['verify', '--man=no', file])
  expect(stderr.split('\n').filter((line) => line.includes('healthcrm.service'))).toEqual([])
  const broken = file.replace('healthcrm.service', 'broken.service')
  writeFileSync(broken, readFileSync(file, 'utf8').replace('KillMode=mixed', 'KillMode=gently'))
  const answer = await run('systemd-analyze', ['verify', '--man=no', broken]).catch((error: { stderr: string }) => error)
  expect(answer.stderr).toContain('gently')
})

test.runIf(isHere('/usr/bin/caddy'))('Caddy takes its file', async () => {
  const env = { ...process.env, HOME: scratch() }
  await run('caddy', ['validate', '--adapter', 'caddyfile', '--config', fileOf('Caddyfile')], { env })
  const { stdout } = await run('caddy', ['adapt', '--adapter', 'caddyfile', '--config', fileOf('Caddyfile')], { env })
  expect(stdout).toContain('/readyz')
})

test.runIf(isHere('/usr/sbin/haproxy'))('HAProxy takes its file', async () => {
  const folder = scratch()
  makeAuthority(folder, 'Clinic')
  makeServerKeys(folder, 'crm.clinic.example')
  const keys = join(folder, 'keys.pem')
  writeFileSync(keys, `${readFileSync(join(folder, 'server.crt'), 'utf8')}${readFileSync(join(folder, 'server.key'), 'utf8')}`)
  const file = join(folder, 'haproxy.cfg')
  writeFileSync(file, readFileSync(fileOf('haproxy.cfg'), 'utf8').replace('/etc/haproxy/crm.clinic.example.pem', keys))
  const { stdout, stderr } = await run('/usr/sbin/haproxy', ['-c', '-f', file])
  expect(`${stdout}${stderr}`).not.toMatch(/ALERT|WARNING/)
})

/** One instruction a line, lines that end in a backslash taken together. */
const instructionsOf = (text: string) =>
  text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => ({ word: line.split(' ', 1)[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }))

const listIn = (text: string): string[] => JSON.parse(text.slice(text.indexOf('[')))

test('what the container file copies is there, and what it runs works in a copy of the project', { timeout: 600_000 }, async () => {
  const instructions = instructionsOf(readFileSync(fileOf('Containerfile'), 'utf8'))
  const known = ['FROM', 'WORKDIR', 'RUN', 'USER', 'COPY', 'ENV', 'VOLUME', 'EXPOSE', 'STOPSIGNAL', 'HEALTHCHECK', 'CMD']
  expect(instructions.filter(({ word }) => !known.includes(word))).toEqual([])
  const all = (word: string) => instructions.filter((each) => each.word === word).map(({ rest }) => rest)
  const copied = all('COPY').flatMap((rest) =>
    rest
      .split(' ')
      .filter((part) => !part.startsWith('--'))
      .slice(0, -1),
  )
  expect(copied.filter((path) => !existsSync(join(home, path)))).toEqual([])
  const { node } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).engines
  expect(all('FROM')).toEqual([expect.stringContaining(`node:${String(node).replace('>=', '')}`)])

  const copy = join(scratch(), 'app')
  const { stdout } = await run('git', ['ls-files'], { cwd: home, maxBuffer: 1e8 })
  for (const path of stdout.trim().split('\n')) cpSync(join(home, path), join(copy, path))
  // npm ci needs the registry; what it would install stands here.
  symlinkSync(join(home, 'node_modules'), join(copy, 'node_modules'))
  const dataDir = join(copy, 'data')
  const port = String(await freePort())
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', DATA_DIR: dataDir, PORT: port }
  for (const command of all('RUN').filter((each) => each.startsWith('node '))) await run('sh', ['-c', command], { cwd: copy, env })
  expect(existsSync(join(copy, 'dist'))).toBe(true)
  const server = runServer({ env, command: listIn(all('CMD')[0] ?? ''), cwd: copy })
  await server.ready()
  const [program = '', ...args] = listIn(all('HEALTHCHECK')[0] ?? '').map((part) => part.replace('3000', port))
  await run(program, args, { cwd: copy, env })
  expect(await server.ended('SIGTERM')).toBe(0)
  await expect(run(program, args, { cwd: copy, env })).rejects.toMatchObject({ code: 1 })
})
