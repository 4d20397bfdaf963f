// Counts vitest's JSON report and prints the closing line of .ci/run: node scripts/tally.mjs REPORT CHECK_CODE TEST_CODE
import { readFileSync } from 'node:fs'

const [report, checkCode, testCode] = process.argv.slice(2)
const { passed, failed } = tally(report)
const checkFailed = checkCode === '0' ? 0 : 1
// A run that broke before or beside its tests has failed too, although no test says so.
const runFailed = testCode !== '0' && failed === 0 ? 1 : 0
const allFailed = failed + checkFailed + runFailed
console.log(`${passed} passed, ${allFailed} failed`)
process.exitCode = allFailed > 0 || passed === 0 ? 1 : 0

/** A file that could not be loaded has no tests of its own and counts as one failure. */
function tally(path) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(path, 'utf8'))
    const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
    return { passed: numPassedTests, failed: numFailedTests + unloaded }
  } catch {
    return { passed: 0, failed: 0 }
  }
}
