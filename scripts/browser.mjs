// The browser tests need a Chromium: the one that is there, or Debian's.
import { spawnSync } from 'node:child_process'
import { run, say } from './tools.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The path of a Chromium, installed first if that is possible; undefined without one. */
export async function ensureBrowser() {
  const present = findBrowser()
  if (present || !canInstall()) return present
  say('Installing Chromium for the browser tests ...')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run(['apt-get', 'update', '-qq'], { env, output: 'ignore' })
  await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, output: 'ignore' })
  return findBrowser()
}

function findBrowser() {
  return names.map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim()).find(Boolean)
}

function canInstall() {
  return process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0
}
