/** pgbench: what the database alone can do with the same SQL. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { type Measured, measured } from './load.ts'

const debianHome = '/usr/lib/postgresql'

/** A PostgreSQL client program from PATH or from Debian's newest PostgreSQL. */
export function findProgram(name: string): string | undefined {
  const inPath = (process.env.PATH ?? '').split(delimiter)
  const versions = existsSync(debianHome) ? readdirSync(debianHome).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(debianHome, version, 'bin')), ...inPath]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

interface PgbenchLoad {
  program: string
  url: string
  script: string
  clients: number
  seconds: number
  workDir: string
}

export async function runPgbench({ program, url, script, clients, seconds, workDir }: PgbenchLoad): Promise<Measured> {
  const folder = await mkdtemp(join(workDir, 'pgbench-'))
  try {
    const file = join(folder, 'script.sql')
    await writeFile(file, withoutFalseVariables(script))
    const length = ['-T', String(Math.max(1, Math.round(seconds)))]
    const args = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', ...length, '-l', '--log-prefix=log', '-f', file, url]
    await promisify(execFile)(program, args, { cwd: folder }).catch((error: { stderr?: string }) => {
      throw new Error(`pgbench failed: ${error.stderr?.split('\n')[0]}`)
    })
    return fromLogs(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** pgbench would take the `:MI` of a time's format for a variable. */
const withoutFalseVariables = (script: string) => script.replace(/'([^']*):MI:SS([^']*)'/g, "E'$1\\x3aMI\\x3aSS$2'")

/** Lines of a log: client, transaction, latency in µs, script, second, µs of the second. */
function fromLogs(folder: string): Measured {
  const latencies: number[] = []
  let first = Number.POSITIVE_INFINITY
  let last = 0
  for (const name of readdirSync(folder).filter((each) => each.startsWith('log'))) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const [, , latency, , second, micros] = line.split(' ')
      if (micros === undefined) continue
      const ended = Number(second) * 1000 + Number(micros) / 1000
      latencies.push(Number(latency) / 1000)
      first = Math.min(first, ended - Number(latency) / 1000)
      last = Math.max(last, ended)
    }
  }
  return measured(latencies, last - first)
}
