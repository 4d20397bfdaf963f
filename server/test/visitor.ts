/** Somebody at a browser: keeps cookies, comes from our own pages, has an address. */
import { hashPassword } from '../auth/hashing.ts'
import type { Answer, Person, TestApp } from './app.ts'

export const password = 'violet river stone'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
interface Asking {
  headers?: Record<string, string>
  address?: string
}
export interface Visitor {
  cookies: Map<string, string>
  ask<T = Record<string, unknown>>(method: Method, path: string, body?: unknown, asking?: Asking): Promise<Answer<T>>
  /** Every Set-Cookie line so far. */
  setCookies: string[]
}

export function visitor({ app }: Pick<TestApp, 'app'>, usual: Asking = {}): Visitor {
  const cookies = new Map<string, string>()
  const setCookies: string[] = []
  return {
    cookies,
    setCookies,
    ask: async <T>(method: Method, path: string, body?: unknown, asking: Asking = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await app.inject({
        method,
        url: path.startsWith('/api/') ? path : `/api/v1${path}`,
        remoteAddress: asking.address ?? usual.address ?? '10.0.0.1',
        headers: { 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}), ...usual.headers, ...asking.headers },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      for (const line of [response.headers['set-cookie'] ?? []].flat()) {
        setCookies.push(line)
        const [pair = ''] = line.split(';')
        const [name = '', value = ''] = pair.split('=')
        if (/Max-Age=0/.test(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
      return {
        status: response.statusCode,
        headers: response.headers as Record<string, string | undefined>,
        text: response.body,
        body: (String(response.headers['content-type']).includes('json') && response.body ? response.json() : {}) as T,
      }
    },
  }
}

let hashed: Promise<string> | undefined

/** Gives a person the tests' password, past the API. */
export async function givePassword(clinic: TestApp, { id }: Pick<Person, 'id'>): Promise<void> {
  hashed ??= hashPassword(password)
  await clinic.sql('insert into user_credentials (user_id, password_hash) values ($1, $2) on conflict do nothing', [id, await hashed])
}

export async function signedIn(clinic: TestApp, person: Person, usual: Asking = {}): Promise<Visitor> {
  await givePassword(clinic, person)
  const at = visitor(clinic, usual)
  const answer = await at.ask('POST', '/auth/sign-in', { email: person.email, password })
  if (answer.status !== 200) throw new Error(`Sign-in answered ${answer.status}: ${answer.text}`)
  return at
}

/** A clock that stands still until it is moved. */
export function testClock(start = new Date()) {
  let time = start.getTime()
  return {
    now: () => new Date(time),
    pass: (part: { hours?: number; minutes?: number; seconds?: number }) => {
      time += (part.hours ?? 0) * 3_600_000 + (part.minutes ?? 0) * 60_000 + (part.seconds ?? 0) * 1000
    },
  }
}
