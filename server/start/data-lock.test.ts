import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockData } from './data-lock.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-lock-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('a second start on the same data folder is refused with the process and its address', () => {
  lockData(dataDir).tell('http://localhost:3000')
  expect(() => lockData(dataDir)).toThrow(
    `HealthCRM already runs on ${dataDir} (process ${process.pid} at http://localhost:3000): stop it first`,
  )
})

test('a released data folder can be locked again and keeps nothing of the lock', () => {
  lockData(dataDir).release()
  expect(readdirSync(dataDir)).toEqual([])
  lockData(dataDir)
})

test('the lock of a killed process is taken over', async () => {
  const gone = spawn('true')
  await new Promise((done) => gone.once('exit', done))
  writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid: gone.pid, born: '1', address: '' }))
  lockData(dataDir)
  expect(JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8')).pid).toBe(process.pid)
})

test('a process that merely got the same number later does not hold the lock', () => {
  writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid: process.ppid, born: '1', address: '' }))
  expect(() => lockData(dataDir)).not.toThrow()
})

test('a damaged lock file does not stop the start', () => {
  writeFileSync(join(dataDir, 'lock'), '')
  expect(() => lockData(dataDir)).not.toThrow()
})

test('releasing leaves the lock of another process alone', () => {
  const lock = lockData(dataDir)
  writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid: process.ppid, born: '1', address: '' }))
  lock.release()
  expect(readdirSync(dataDir)).toEqual(['lock'])
})
