/** npm run dev, as a developer has it: one address for all worlds, a server that follows its files, and nothing left behind. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '../server/test/free-port.ts'
import { processesWith, type Run, runServer } from '../server/test/run-server.ts'

const home = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'healthcrm-dev-'))
let run: Run
let address = ''

beforeAll(async () => {
  const port = await freePort()
  address = `http://localhost:${port}`
  const command = [process.execPath, join(home, 'scripts', 'dev.ts')]
  run = runServer({ command, env: { PORT: String(port), DATA_DIR: folder } })
  await until(() => run.said().includes(`Ready, reloading as files change: ${address}`))
})
afterAll(async () => {
  await run?.ended('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function until(isSo: () => boolean | Promise<boolean>) {
  await vi.waitUntil(isSo, { timeout: 90_000, interval: 200 })
}

const page = async (path: string) => (await fetch(address + path)).text()

/** The server is below dev.ts, and one that watches is between them. */
const servers = () => processesWith(join(home, 'server', 'main.ts')).filter((pid) => environmentOf(pid).includes(folder))

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return ''
  }
}

test('the staff app, the portal, the public form and the API are at one address', async () => {
  expect(await page('/leads')).toContain('src="/main.tsx"')
  expect(await page('/portal/sign-in')).toContain('src="/portal/main.tsx"')
  expect(await page('/start')).toContain('<form')
  expect(await page('/api/v1/openapi.json')).toContain('"openapi":"3.1.0"')
  expect(await page('/.well-known/healthcrm-signing-keys.json')).toContain('"keys"')
})

test('the server starts again when a file of its own changes', async () => {
  const before = servers()
  const file = join(home, 'server', 'app.ts')
  writeFileSync(file, readFileSync(file))
  await until(() => servers().some((pid) => !before.includes(pid)))
  await until(async () => (await fetch(`${address}/healthz`)).ok)
})

test('a SIGTERM ends all that it started', async () => {
  expect(servers().length).toBeGreaterThan(0)
  expect(await run.ended('SIGTERM')).toBe(0)
  await sleep(200)
  expect(servers()).toEqual([])
  expect(processesWith(folder)).toEqual([])
})
