// npm start: everything from a fresh clone to a running HealthCRM.
import { ensurePages } from './pages.mjs'
import { ensureInstalled, runProgram } from './tools.mjs'

await ensureInstalled()
await ensurePages()
await runProgram('server/main.ts')
