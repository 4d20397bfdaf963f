/** The table of goals with today's figures beside them. */
import { cpus, totalmem } from 'node:os'
import type { Imported } from './imports.ts'
import type { Measured } from './load.ts'
import type { Reads } from './reads.ts'
import type { Contender, Results } from './rounds.ts'
import type { Streams } from './streams.ts'

export interface Line {
  what: string
  goal: string
  figure: string
  verdict: 'met' | 'missed' | 'not measured'
}
/** What could not be measured says why. */
export type Maybe<T> = T | { unmeasured: string }

export interface Findings {
  results: Results
  reads: Maybe<Reads>
  memory: number
  streams: Maybe<Streams>
  imported: Maybe<Imported>
  start: Maybe<number>
  firstLoad: Maybe<number>
}

const sorted = (numbers: number[]) => [...numbers].sort((a, b) => a - b)
export const median = (numbers: number[]) => sorted(numbers)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN
const round = (number: number) => (number >= 100 ? Math.round(number).toLocaleString('en') : Number(number.toPrecision(2)).toString())
const range = (numbers: number[]) => `${round(Math.min(...numbers))}-${round(Math.max(...numbers))}`
const isUnmeasured = (given: unknown): given is { unmeasured: string } =>
  typeof given === 'object' && given !== null && 'unmeasured' in given

type Figure = 'rate' | 'p99'
const each = (measured: Measured[], figure: Figure) => measured.map((one) => one[figure])
/** Round by round, so that what slowed both slows neither. */
const ratios = (ours: number[], others: number[]) => ours.map((our, index) => our / (others[index] ?? Number.NaN))

function line(what: string, numbers: number[], [bound, goal, unit = '']: ['at least' | 'at most', number, string?]): Line {
  const middle = median(numbers)
  const isMet = bound === 'at least' ? middle >= goal : middle <= goal
  const spread = numbers.length > 1 ? ` (${range(numbers)})` : ''
  const verdict = Number.isNaN(middle) ? 'not measured' : isMet ? 'met' : 'missed'
  return { what, goal: `${bound} ${goal}${unit}`, figure: `${round(middle)}${unit}${spread}`, verdict }
}

function maybe<T>(given: Maybe<T>, names: string[], lines: (found: T) => Line[]): Line[] {
  if (!isUnmeasured(given)) return lines(given)
  return names.map((what) => ({ what, goal: '', figure: given.unmeasured, verdict: 'not measured' }))
}

export function tableOf({ results, reads, memory, streams, imported, start, firstLoad }: Findings): Line[] {
  return [
    ...comparedLines(results),
    ...maybe(reads, ['deep page', 'dashboard counts', 'search'], readLines),
    ...maybe(imported, ['import', 'import, memory'], importLines),
    ...maybe(streams, ['event streams, memory', 'event streams, heard by all'], (found) => [
      line(`${found.count.toLocaleString('en')} event streams, memory`, [found.memory], ['at most', 60, ' MB']),
      line(`${found.count.toLocaleString('en')} event streams, heard by all`, found.heard, ['at most', 200, ' ms']),
    ]),
    line('memory of the server, warm', [memory], ['at most', 150, ' MB']),
    ...maybe(firstLoad, ['first load, JavaScript'], (kB) => [line('first load, JavaScript, gzip', [kB], ['at most', 180, ' kB'])]),
    ...maybe(start, ['second start'], (seconds) => [line('second npm start', [seconds], ['at most', 5, ' s'])]),
  ]
}

function comparedLines({ get, list, PATCH }: Results): Line[] {
  const compared = (of: Record<Contender, Measured[]>, other: 'pgbench' | 'baseline', figure: Figure) =>
    ratios(each(of.ours, figure), each(of[other], figure))
  return [
    line('list of 50, filtered, of pgbench', compared(list, 'pgbench', 'rate'), ['at least', 0.4]),
    line('get by id, of pgbench', compared(get, 'pgbench', 'rate'), ['at least', 0.3]),
    line('audited PATCH, of pgbench', compared(PATCH, 'pgbench', 'rate'), ['at least', 0.55]),
    line('list, times the baseline', compared(list, 'baseline', 'rate'), ['at least', 2.5, 'x']),
    line('get, times the baseline', compared(get, 'baseline', 'rate'), ['at least', 3, 'x']),
    line('PATCH, times the baseline', compared(PATCH, 'baseline', 'rate'), ['at least', 1.5, 'x']),
    line('list, p99 of pgbench', compared(list, 'pgbench', 'p99'), ['at most', 3, 'x']),
    line('get, p99 of pgbench', compared(get, 'pgbench', 'p99'), ['at most', 5, 'x']),
    line('PATCH, p99 of pgbench', compared(PATCH, 'pgbench', 'p99'), ['at most', 3, 'x']),
  ]
}

function readLines({ depth, get, first, deep, counts, search, searchAmongChanges }: Reads): Line[] {
  const rate = (measured: Measured[]) => each(measured, 'rate')
  const longest = searchAmongChanges.map((one) => one.longest / 1000)
  return [
    line(`page ${depth.toLocaleString('en')} deep, of the first`, ratios(rate(deep), rate(first)), ['at least', 0.8]),
    line('dashboard counts, of get', ratios(rate(counts), rate(get)), ['at least', 0.2]),
    line('search, p99 of get', ratios(each(search, 'p99'), each(get, 'p99')), ['at most', 30, 'x']),
    line('search while rows change, longest', longest, ['at most', 1, ' s']),
  ]
}

const importLines = ({ rows, seconds, copySeconds, memory }: Imported): Line[] => [
  line(`import of ${rows.toLocaleString('en')} rows, of \\copy`, [seconds / copySeconds], ['at most', 2.5, 'x']),
  line('import, memory of the server', [memory], ['at most', 300, ' MB']),
]

/** The rates behind the ratios, with how much they varied. */
export function ratesOf(results: Results, reads: Maybe<Reads>): string[] {
  const compared = Object.entries(results).flatMap(([name, row]) =>
    Object.entries(row).map(([who, measured]): [string, Measured[]] => [`${name}, ${who}`, measured]),
  )
  const alone = isUnmeasured(reads)
    ? []
    : (['first', 'deep', 'counts', 'search', 'searchAmongChanges'] as const).map((name): [string, Measured[]] => [name, reads[name]])
  return [...compared, ...alone].map(([name, measured]) => {
    const p99 = `p99 ${median(each(measured, 'p99')).toFixed(1)} ms`
    return `${name.padEnd(20)} ${round(median(each(measured, 'rate'))).padStart(8)} a second (${range(each(measured, 'rate'))}), ${p99}`
  })
}

export function print(lines: Line[]): string {
  const widths = (['what', 'goal', 'figure'] as const).map((name) => Math.max(...lines.map((one) => one[name].length)))
  return lines
    .map(({ what, goal, figure, verdict }) =>
      `${what.padEnd(widths[0] ?? 0)} | ${goal.padEnd(widths[1] ?? 0)} | ${figure.padEnd(widths[2] ?? 0)} | ${verdict}`.trimEnd(),
    )
    .join('\n')
}

/** Which machine, and how busy others kept it. */
export function machine(loadBefore: number): string {
  const all = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${all.length} cores of ${all[0]?.model ?? 'an unknown kind'}, ${memory} GB, ${process.platform}, Node ${process.versions.node}; load before the run ${loadBefore.toFixed(1)}`
}
