import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nothingRuns } from '../test/data-folders.ts'
import { processesWith, type Run, runServer } from '../test/run-server.ts'

const project = join(import.meta.dirname, '..', '..')
const isRoot = process.getuid?.() === 0
/** `nobody`, the user that every machine has. */
const plainUser = isRoot ? 65_534 : undefined

let home: string
let clone: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'healthcrm-home-'))
  clone = join(home, 'our clinic', 'Health CRM')
  copyProject()
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('npm start works for a plain user, in a path with spaces, and Ctrl-C ends everything', async () => {
  giveTo(plainUser ?? statSync(home).uid)
  const env = { HOME: home, DATA_DIR: join(clone, 'data'), npm_config_update_notifier: 'false' }
  const started = runServer({ env, command: ['npm', 'start'], cwd: clone, ...(plainUser ? { uid: plainUser } : {}) })
  await expectToServe(started)
  expect(existsSync(join(clone, 'data', 'postgres', 'PG_VERSION'))).toBe(true)
  expect(statSync(join(clone, 'data', 'postgres')).uid).toBe(plainUser ?? process.getuid?.())
  // To npm alone: in a terminal the server hears Ctrl-C itself as well.
  expect(await started.ended('SIGINT')).toBe(0)
  await nothingRuns(clone)
})

test('it works in a clone under a home that only its owner may enter', async () => {
  giveTo(process.getuid?.() ?? 0)
  chmodSync(home, 0o700)
  const started = runServer({ env: { DATA_DIR: join(clone, 'closed data') }, cwd: clone })
  await expectToServe(started)
  expect(processesWith(join(clone, 'closed data', 'postgres')).map((pid) => statSync(`/proc/${pid}`).uid)).not.toContain(0)
  expect(await started.ended('SIGTERM')).toBe(0)
  await nothingRuns(clone)
})

async function expectToServe(started: Run): Promise<void> {
  const address = await started.ready()
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  expect(await (await fetch(address)).text()).toContain('<title>')
}

/** What git knows and the built pages, with the packages as links: their files are only read. */
function copyProject(): void {
  mkdirSync(clone, { recursive: true })
  const files = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: project })
  const packed = execFileSync('tar', ['-c', '--null', '--ignore-failed-read', '-T', '-'], {
    cwd: project,
    input: files,
    maxBuffer: 2 ** 28,
  })
  execFileSync('tar', ['-x', '-C', clone], { input: packed })
  if (existsSync(join(project, 'dist'))) execFileSync('cp', ['-a', join(project, 'dist'), clone])
  execFileSync('cp', ['-al', join(project, 'node_modules'), clone])
}

/** All but the packages, whose files the copy shares with the project. */
function giveTo(uid: number): void {
  for (const cache of ['.cache', '.vite', '.vite-temp']) rmSync(join(clone, 'node_modules', cache), { recursive: true, force: true })
  if (!isRoot) return
  for (const folder of [home, join(clone, 'node_modules')]) chownSync(folder, uid, uid)
  const packages = join(clone, 'node_modules')
  execFileSync('find', [home, '-path', packages, '-prune', '-o', '-exec', 'chown', '-h', `${uid}:${uid}`, '{}', '+'])
}
