import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { measured } from './load.ts'
import { findProgram } from './pgbench.ts'
import { intervalOf } from './spread.ts'
import { median, print, tableOf } from './table.ts'

const rows = [
  'list of 50, filtered, of pgbench',
  'get by id, of pgbench',
  'audited PATCH, of pgbench',
  'list, times the baseline',
  'get, times the baseline',
  'PATCH, times the baseline',
  'list, p99 of pgbench',
  'get, p99 of pgbench',
  'PATCH, p99 of pgbench',
  'deep, of the first',
  'dashboard counts, of get',
  'search, p99 of get',
  'search while rows change, longest',
  'rows, of \\copy',
  'import, memory of the server',
  'event streams, memory',
  'event streams, heard by all',
  'memory of the server, warm',
  'first load, JavaScript',
  'second start',
]

test('the figures of a line are the median and the range of its rounds, round by round', () => {
  const at = (rate: number) => ({ rate, p99: 1, longest: 1 })
  const row = { pgbench: [at(100), at(200), at(400)], ours: [at(50), at(80), at(300)], baseline: [at(10), at(10), at(10)] }
  const results = { get: row, list: row, PATCH: row }
  const missing = { unmeasured: 'not tried' }
  const lines = tableOf({ results, reads: missing, memory: 90, streams: missing, imported: missing, start: missing, firstLoad: missing })
  expect(lines[0]).toEqual({ what: rows[0], goal: 'at least 0.4', figure: '0.5 (0.4-0.75)', verdict: 'met' })
  expect(lines.find(({ what }) => what === 'second start')).toMatchObject({ figure: 'not tried', verdict: 'not measured' })
  expect(print(lines)).toContain('memory of the server, warm')
})

test('latencies become a rate, a 99th percentile and the longest', () => {
  const latencies = Array.from({ length: 200 }, (_, index) => 200 - index)
  expect(measured(latencies, 1000)).toEqual({ rate: 200, p99: 199, longest: 200 })
  expect(median([3, 1, 2])).toBe(2)
})

// Without PostgreSQL's client programs the bench says so and ends.
test.runIf(findProgram('pgbench') && findProgram('psql'))(
  'a small bench runs to its end and prints every row',
  { timeout: 120_000 },
  async () => {
    const small = ['--rows', '2000', '--seconds', '0.3', '--rounds', '1', '--connections', '4', '--streams', '20', '--skip-start']
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'bench.ts'), ...small])
    for (const row of rows) expect(stdout).toContain(row)
    expect(stdout.match(/not measured/g)).toHaveLength(2)
  },
)

test('the median of twenty figures lies between the sixth and the fifteenth, nine times of ten', () => {
  const figures = Array.from({ length: 20 }, (_, at) => (at * 7) % 20)
  expect([intervalOf(figures), intervalOf([3, 1, 2])]).toEqual([
    [5, 14],
    [1, 3],
  ])
})
