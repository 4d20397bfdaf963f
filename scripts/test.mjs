// npm test: unit, API and browser tests. Arguments go to vitest: npm test -- server/leads
import { ensureBrowser } from './browser.mjs'
import { ofOperationsAlone, ofTrustAlone } from './lanes.mjs'
import { ensurePages } from './pages.mjs'
import { ensureInstalled, run, say } from './tools.mjs'

await ensureInstalled()
await ensurePages()
const browser = await ensureBrowser()
if (!browser) say('No Chromium is here and it cannot be installed: the browser tests will fail. Install the package chromium.')
const given = process.argv.slice(2)
const excluded = [...ofOperationsAlone, ...ofTrustAlone]
  .filter((path) => !given.some((each) => path.startsWith(each)))
  .flatMap((path) => ['--exclude', path])
process.exitCode = await run(['vitest', 'run', ...excluded, ...given], { env: { TZ: 'UTC' } })
