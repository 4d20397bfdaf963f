// npm run check: types, lint with format and boundaries, dead code. Runs all of them, fails if one does.
import { ensureInstalled, giveUp, run, say } from './tools.mjs'

const parts = {
  types: ['tsc', '--noEmit', '-p', '.'],
  'lint, format and boundaries': ['biome', 'check', '.'],
  'dead code': ['knip'],
  'texts in both languages': ['node', 'scripts/texts.ts'],
  'the lock file': ['node', 'scripts/complete-lock.mjs', '--check'],
}

await ensureInstalled()
const failed = []
for (const [name, command] of Object.entries(parts)) {
  say(`Checking ${name} ...`)
  if ((await run(command)) !== 0) failed.push(name)
}
if (failed.length > 0) giveUp(`Not in order: ${failed.join(', ')}.`)
say('All in order.')
