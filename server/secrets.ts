import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A secret made once and kept in `<dataDir>/secrets/<name>`, readable by HealthCRM's own user only. */
export function keptSecret(dataDir: string, name: string, make: () => string): string {
  const folder = join(dataDir, 'secrets')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  return read(path) ?? keep(path, make())
}

/** 192 bits, in characters that fit a URL. */
export function randomSecret(): string {
  return randomBytes(24).toString('base64url')
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Linking shows the whole file or none, and the first of two writers wins. */
function keep(path: string, secret: string): string {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${secret}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(draft, path)
  } catch {
    return read(path) ?? secret
  } finally {
    rmSync(draft, { force: true })
  }
  return secret
}
