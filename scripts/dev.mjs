// npm run dev: the same app on one port, reloading as files change.
import { ensureInstalled, runProgram } from './tools.mjs'

await ensureInstalled()
await runProgram('scripts/dev.ts')
