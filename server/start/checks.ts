import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { Client } from 'pg'
import { StartError } from '../start-error.ts'

const oldestVersion = 150_000

/** Before any heavy work: is the port free? */
export async function checkPort(port: number, host: string): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((done, failed) => {
      server.once('error', failed)
      server.listen({ port, host, exclusive: true }, done)
    })
  } catch (error) {
    throw portError(error, port, host)
  } finally {
    await new Promise((done) => server.close(done))
  }
}

/** What a failed listen means for a person; any other error stays as it is. */
export function portError(error: unknown, port: number, host: string, setting = 'PORT'): unknown {
  const code = codeOf(error)
  if (code === 'EADDRINUSE')
    return new StartError(`${setting} ${port} is taken by another program: stop that, or set ${setting} to a free one.`)
  if (code === 'EACCES') return new StartError(`${setting} ${port} is not open to this user: set it to one above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartError(`This machine has no address ${host}: set HOST to one it has, such as 127.0.0.1 or 0.0.0.0.`)
  }
  return error
}

/** Is the given PostgreSQL there, open to us and new enough? The line names host and database, never the password. */
export async function checkDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('server_version_num')::int number, current_setting('server_version') name")
    if (rows[0].number < oldestVersion)
      throw new StartError(`DATABASE_URL leads to PostgreSQL ${rows[0].name}: HealthCRM needs 15 or later.`)
  } catch (error) {
    throw error instanceof StartError ? error : unreachable(error, url)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function unreachable(error: unknown, url: string): StartError {
  const { host, pathname } = new URL(url)
  const reason = (error instanceof Error && error.message) || codeOf(error) || 'no answer'
  const line = reason.split('\n', 1)[0]
  return new StartError(
    `The database ${pathname.slice(1)} at ${decodeURIComponent(host)} cannot be used (${line}): check DATABASE_URL and that PostgreSQL runs.`,
  )
}

/** A folder that somebody named: there, or made now, and ours to write in. */
export function checkFolder(setting: string, folder: string, mode = 0o700): void {
  try {
    makeFolder(folder, mode)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartError(`${setting} ${folder} cannot be written (${codeOf(error)}): name a folder that can.`)
  }
}

/** Step by step: where nothing can be made, Node's own recursive way never comes back. */
function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder), mode)
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // Two who start at once: the other was quicker.
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
