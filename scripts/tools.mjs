// What every npm script needs first. Plain JavaScript without packages: it runs under the system's Node 20 on a fresh clone.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const home = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = join(home, 'node_modules', '.bin')
const node = join(bin, 'node')

/** Loading some packages makes much short-lived garbage; without a bound the heap would keep 100 MB for it ever after. */
const sparing = ['--max-semi-space-size=4']

/** Installs what package-lock.json says unless exactly that is installed already. */
export async function ensureInstalled() {
  if (isInstalled()) return
  say('Installing packages; the first time this takes about a minute ...')
  if ((await npm('ci', 'ignore')) !== 0) {
    // A lock file that lacks packages of other platforms is refused by `ci` alone (see complete-lock.mjs).
    rmSync(join(home, 'node_modules'), { recursive: true, force: true })
    if ((await npm('install', 'inherit')) !== 0) giveUp('The packages could not be installed: see the lines above.')
  }
  if (!isInstalled()) giveUp(`HealthCRM brings no Node.js for ${process.platform}-${process.arch}.`)
}

/** No install scripts: nothing here needs one. Neither command changes the lock file. */
function npm(command, errors) {
  const program = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  const options = ['--no-save', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error']
  return run([...program, command, ...options], { output: 'ignore', errors })
}

/** npm writes node_modules/.package-lock.json last: a missing or different one means unfinished or outdated. */
function isInstalled() {
  if (!existsSync(node)) return false
  const wanted = packagesIn(join(home, 'package-lock.json'))
  const present = packagesIn(join(home, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true
    const found = present[path]
    return found ? found.integrity === entry.integrity : entry.optional || entry.peer || entry.devOptional
  })
}

function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * Runs a command to its end with the project's Node.js and tools first in PATH, and returns its exit code. It has a
 * session of its own, so Ctrl-C reaches only us and we pass it on once.
 */
export function run([command, ...args], { env = {}, output = 'inherit', errors = 'inherit', channel = [] } = {}) {
  const PATH = [bin, process.env.PATH].join(delimiter)
  const stdio = ['ignore', output, errors, ...channel]
  const child = spawn(command, args, { cwd: home, detached: true, stdio, env: { ...process.env, PATH, ...env } })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const pass = (signal) => signalGroup(child, signal)
  for (const signal of signals) process.on(signal, pass)
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass)
      done(signal ? 1 : code)
    })
  })
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has ended already.
  }
}

/**
 * Runs one of our TypeScript programs under the project's Node.js: in place of this process if that is what runs here,
 * else as a child that hears through its channel should we be killed.
 */
export async function runProgram(path, args = process.argv.slice(2)) {
  const command = [node, ...sparing, join(home, path), ...args]
  const env = { NODE_COMPILE_CACHE: join(home, 'node_modules', '.cache', 'node') }
  if (realpathSync(process.execPath) === realpathSync(node)) process.execve(node, command, { ...process.env, ...env })
  process.exitCode = await run(command, { env, channel: ['ipc'] })
}

export function say(line) {
  process.stdout.write(`${line}\n`)
}

export function giveUp(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}
