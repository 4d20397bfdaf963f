/** What the acts of signing in share. */
import type { Config } from '../config.ts'
import type { OpenDatabase } from '../db/open.ts'
import type { App } from '../http/house.ts'
import type { Auth } from './auth.ts'

export interface SigningIn {
  auth: Auth
  config: Config & { sessionSecret: string }
  database: OpenDatabase
  now: () => Date
  /** Where links lead; never what a request calls us. */
  origin: () => string
  /** For limits on guessing. */
  secret: string
}

export function signingInOf(app: App, parts: Pick<SigningIn, 'auth' | 'config'>): SigningIn {
  const { database, now } = app.house
  return { ...parts, database, now, secret: parts.config.sessionSecret, origin: () => originOf(app, parts.config) }
}

export function originOf(app: App, { publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string {
  if (publicUrl) return publicUrl
  const bound = app.server.address()
  return `http://localhost:${typeof bound === 'object' && bound ? bound.port : port}`
}
