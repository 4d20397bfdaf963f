/** An import through the API against a plain \copy into the same table. */
import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { areaCodes, firstNames, lastNames } from '../server/demo/words.ts'
import type { Clinic } from './clinic.ts'
import type { Running } from './processes.ts'

export interface Imported {
  rows: number
  seconds: number
  copySeconds: number
  /** MB of the server at the most. */
  memory: number
}

interface Wanted {
  server: Running
  clinic: Clinic
  psql: string
  rows: number
}

export async function runImport({ server, clinic, psql, rows }: Wanted): Promise<Imported> {
  // Nobody twice, neither in the two lists nor in those of earlier runs on kept data.
  const first = Math.floor((Date.now() / 1000) % 200) * 1_000_000
  const copied = await writeList(clinic, rows, first)
  const imported = await writeList(clinic, rows, first + rows)
  const columns = '(first_name, last_name, email, phone, notes)'
  const copySeconds = await timed(() =>
    promisify(execFile)(psql, [
      clinic.ownerUrl,
      '-v',
      'ON_ERROR_STOP=1',
      '-c',
      `\\copy leads ${columns} from '${copied}' (format csv, header)`,
    ]),
  )
  server.forgetPeak()
  const seconds = await timed(() => importList(server, clinic, imported, rows))
  const memory = server.peak()
  await rm(copied)
  await rm(imported)
  return { rows, seconds, copySeconds, memory }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

async function writeList({ dataDir }: Clinic, rows: number, first: number): Promise<string> {
  const path = join(dataDir, `list-${first}.csv`)
  const file = await open(path, 'w', 0o644)
  await file.write('First Name,Last Name,Email,Phone,Notes\n')
  for (let from = 0; from < rows; from += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, rows - from) }, (_, index) => lineOf(first + from + index))
    await file.write(lines.join(''))
  }
  await file.close()
  return path
}

const areas = areaCodes.filter((code) => code !== '212')

function lineOf(number: number): string {
  const first = firstNames[number % firstNames.length]
  const last = lastNames[Math.floor(number / firstNames.length) % lastNames.length]
  const line = String(number % 10_000).padStart(4, '0')
  const exchange = 200 + (Math.floor(number / 10_000) % 800)
  const phone = `+1 ${areas[Math.floor(number / 8_000_000) % areas.length]} ${exchange} ${line}`
  return `${first},${last},${first}.${number}@example.net,${phone},Met at the fair\n`
}

interface Batch {
  id: number
  state: string
  failure: string | null
  counts: Record<string, number> | null
}

async function importList({ address }: Running, { tokens }: Clinic, path: string, rows: number): Promise<void> {
  const call = async (method: string, url: string, init: RequestInit = {}): Promise<Batch> => {
    const headers = { authorization: `Bearer ${tokens.admin}`, ...init.headers }
    const response = await fetch(`${address}/api/v1${url}`, { ...init, method, headers })
    if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Batch
  }
  const body = Readable.toWeb(createReadStream(path)) as unknown as BodyInit
  const upload = { body, duplex: 'half', headers: { 'content-type': 'text/csv' } } as RequestInit
  let batch = await call('POST', '/imports?kind=leads&fileName=bench.csv', upload)
  await call('POST', `/imports/${batch.id}/run`)
  do {
    await sleep(100)
    batch = await call('GET', `/imports/${batch.id}`)
  } while (batch.state === 'running')
  if (batch.counts?.created !== rows)
    throw new Error(`The import ended as ${batch.state}: ${batch.failure ?? JSON.stringify(batch.counts)}`)
}
