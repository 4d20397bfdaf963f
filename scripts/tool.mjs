// Runs one of the project's tools on a fresh clone too: node scripts/tool.mjs TOOL [ARGUMENTS]
import { ensureInstalled, run } from './tools.mjs'

await ensureInstalled()
process.exitCode = await run(process.argv.slice(2))
