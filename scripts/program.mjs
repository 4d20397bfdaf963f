// Runs one of our TypeScript programs on a fresh clone too: node scripts/program.mjs FILE [ARGUMENTS]
import { ensureInstalled, runProgram } from './tools.mjs'

const [file, ...args] = process.argv.slice(2)

await ensureInstalled()
await runProgram(file, args)
