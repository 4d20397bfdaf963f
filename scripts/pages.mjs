// Builds the pages when what they are made of has changed since the last build.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, home, run, say } from './tools.mjs'

const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json', 'tsconfig.json']
const stamp = join(home, 'dist', '.made-of')

export async function ensurePages() {
  const now = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  say('Building the pages ...')
  rmSync(stamp, { force: true })
  // The staff app first: it empties the folder that both are in.
  for (const mode of ['production', 'portal']) {
    const code = await run(['vite', 'build', '--logLevel=warn', `--mode=${mode}`], { env: { NODE_ENV: 'production' } })
    if (code !== 0) giveUp('The pages could not be built: see the lines above.')
  }
  writeFileSync(stamp, now)
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => filesIn(source)).sort()) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(home, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesIn(path) {
  const full = join(home, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path]
  return readdirSync(full).flatMap((name) => filesIn(join(path, name)))
}
