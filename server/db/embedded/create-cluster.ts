import { existsSync, readFileSync } from 'node:fs'
import { appendFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartError } from '../../start-error.ts'
import type { Programs } from './binaries.ts'
import { handOver, launch, type RunAs } from './run-as.ts'
import type { Purpose } from './settings.ts'

export const superuser = 'healthcrm'

type NewCluster = { programs: Programs; clusterDir: string; password: string; runAs: RunAs; purpose: Purpose }

const ourMajor = '18'

/** Makes the database cluster once. It gets its real name last, so that a start killed halfway begins anew. */
export async function createCluster(wanted: NewCluster): Promise<void> {
  const making = `${wanted.clusterDir}.making`
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { mode: 0o700 })
  handOver(making, wanted.runAs)
  await initialise({ ...wanted, clusterDir: making })
  await appendFile(join(making, 'postgresql.conf'), "include 'healthcrm.conf'\n")
  await rename(making, wanted.clusterDir)
  if (wanted.purpose === 'keep') await flushFolder(dirname(wanted.clusterDir))
}

export function clusterExists(clusterDir: string): boolean {
  const version = join(clusterDir, 'PG_VERSION')
  if (!existsSync(version)) return false
  const major = readFileSync(version, 'utf8').trim()
  if (major === ourMajor) return true
  throw new StartError(
    `The database in ${clusterDir} was made by PostgreSQL ${major}, this HealthCRM brings ${ourMajor}: dump it with the old version and restore it here.`,
  )
}

async function initialise({ programs, clusterDir, password, runAs, purpose }: NewCluster): Promise<void> {
  const passwordFile = `${clusterDir}.password`
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  handOver(passwordFile, runAs)
  const args = [
    `--pgdata=${clusterDir}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(purpose === 'throwaway' ? ['--no-sync'] : []),
  ]
  try {
    await runToEnd(programs.initdb, args, runAs)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

function runToEnd(program: string, args: string[], runAs: RunAs): Promise<void> {
  const child = launch(program, args, { runAs, stdio: ['ignore', 'ignore', 'pipe'], whenWeDie: 'KILL' })
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (code) => {
      if (code === 0) done()
      else failed(new StartError(`The database could not be made: ${complaint.trim().split('\n').at(-1) ?? `code ${code}`}`))
    })
  })
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path)
  await folder.sync()
  await folder.close()
}
