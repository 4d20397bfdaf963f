/** Tells PostgreSQL to hand its log over to pgBackRest, as its superuser on this machine. */
import { join } from 'node:path'
import { launch } from '../../db/embedded/run-as.ts'
import { StartError } from '../../start-error.ts'
import { archiveCommand, archiveSettings, asStatements } from './configuration.ts'
import type { PgBackRest } from './pgbackrest.ts'

/** Answers whether a restart is needed for it to take hold. Throws StartError with what psql says. */
export async function configureArchiving({ found, configPath }: PgBackRest): Promise<{ needsRestart: boolean }> {
  const statements = asStatements(archiveSettings(archiveCommand(found.pgbackrest, configPath)))
  await psql(found, [...statements, 'SELECT pg_reload_conf();'])
  const waits = await psql(found, ["SELECT current_setting('archive_mode') = 'off' OR current_setting('wal_level') = 'minimal';"])
  return { needsRestart: waits.trim().endsWith('t') }
}

/** Each statement by itself: ALTER SYSTEM runs in no transaction. */
function psql({ bin, runAs, socketDir, port, account }: PgBackRest['found'], statements: string[]): Promise<string> {
  const program = bin === undefined ? 'psql' : join(bin, 'psql')
  const where = ['-h', socketDir, '-p', String(port), '-U', account, '-d', 'postgres']
  const commands = statements.flatMap((statement) => ['-c', statement])
  const child = launch(program, ['-X', '-A', '-t', '-q', '-w', '-v', 'ON_ERROR_STOP=1', ...where, ...commands], {
    runAs,
    stdio: ['ignore', 'pipe', 'pipe'],
    whenWeDie: 'INT',
  })
  let [said, complaint] = ['', '']
  child.stdout?.on('data', (chunk) => {
    said += chunk
  })
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (code) =>
      code === 0 ? done(said) : failed(new StartError(`PostgreSQL refuses: ${complaint.trim().split('\n')[0]}`)),
    )
  })
}
