/** Rounds of interleaved runs: the machine's mood hits all who are compared alike. */
import type { Clinic } from './clinic.ts'
import { type Ask, type Measured, runHttpLoad } from './load.ts'
import type { Load } from './loads.ts'
import { runPgbench } from './pgbench.ts'

export interface Setting {
  clinic: Clinic
  pgbench: string
  /** Where HealthCRM and the baseline answer. */
  ours: string
  baseline: string
  connections: number
  seconds: number
  rounds: number
}
export type Contender = 'pgbench' | 'ours' | 'baseline'
export type Results = Record<Load['name'], Record<Contender, Measured[]>>

/** Asks of HealthCRM as an SDR's program sends them. */
export const asSeller = (clinic: Clinic, asks: Ask[]): Ask[] => asAny(clinic.tokens.seller, asks)
export const asAny = (token: string, asks: Ask[]): Ask[] =>
  asks.map((ask) => ({ ...ask, path: `/api/v1${ask.path}`, headers: { authorization: `Bearer ${token}` } }))

export async function runRounds(setting: Setting, loads: Load[], say: (line: string) => void): Promise<Results> {
  const results = Object.fromEntries(loads.map(({ name }) => [name, { pgbench: [], ours: [], baseline: [] }])) as unknown as Results
  await warmUp(setting, loads)
  for (let round = 1; round <= setting.rounds; round++) {
    for (const load of loads) {
      const row = results[load.name]
      row.pgbench.push(await byPgbench(setting, load, setting.seconds))
      row.ours.push(await byHttp(setting, 'ours', load, setting.seconds))
      row.baseline.push(await byHttp(setting, 'baseline', load, setting.seconds))
      const rates = (['pgbench', 'ours', 'baseline'] as const).map((who) => `${who} ${Math.round(row[who].at(-1)?.rate ?? 0)}`)
      say(`  round ${round}, ${load.name}: ${rates.join(', ')} a second`)
    }
  }
  return results
}

async function warmUp(setting: Setting, loads: Load[]): Promise<void> {
  const seconds = setting.seconds / 2
  for (const load of loads) {
    await byPgbench(setting, load, seconds)
    await byHttp(setting, 'ours', load, seconds)
    await byHttp(setting, 'baseline', load, seconds)
  }
}

function byPgbench({ pgbench, clinic, connections }: Setting, { script }: Load, seconds: number): Promise<Measured> {
  return runPgbench({ program: pgbench, url: clinic.ownerUrl, script, clients: connections, seconds, workDir: clinic.dataDir })
}

function byHttp(setting: Setting, who: 'ours' | 'baseline', load: Load, seconds: number): Promise<Measured> {
  const asks = who === 'ours' ? asSeller(setting.clinic, load.ours) : load.baseline
  return runHttpLoad({ address: setting[who], asks, connections: setting.connections, seconds })
}
