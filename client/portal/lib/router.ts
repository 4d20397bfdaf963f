/**
 * The portal's own way from page to page: addresses are typed by the list in `pages.ts`, which alone knows the pages
 * and loads each when it is first wanted.
 */
import { useSyncExternalStore } from 'react'
import type { pages } from '../pages.ts'

export type Path = keyof typeof pages
type ParamNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : P extends `${string}:${infer Name}`
    ? Name
    : never
type Params<P extends Path> = Record<ParamNames<P>, string | number>
/** Those that name nothing. */
export type PlainPath = { [P in Path]: [ParamNames<P>] extends [never] ? P : never }[Path]
type NamingPath = Exclude<Path, PlainPath>
/** Where a page is: `params` where its address names some. */
export type Place = { search?: Record<string, string | undefined> } & (
  | { to: PlainPath; params?: undefined }
  | { [P in NamingPath]: { to: P; params: Params<P> } }[NamingPath]
)

export function hrefOf({ to, params, search = {} }: Place): string {
  const named = new Map(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)]))
  const filled = to.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(named.get(name) ?? ''))
  const asked = new URLSearchParams(Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== undefined)).toString()
  return asked ? `${filled}?${asked}` : filled
}

/** What a path such as `/portal/visits/7` says for `/portal/visits/:id`; nothing if it is another page's. */
export function paramsIn(pattern: string, pathname: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), pathname.replace(/(.)\/$/, '$1').split('/')]
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? ''
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = decoded(value)
    else if (part !== value) return undefined
  }
  return params
}

const listeners = new Set<() => void>()

export function go(place: Place, { replace = false }: { replace?: boolean } = {}) {
  goTo(hrefOf(place), { replace })
}

/** To an address of our own as text, such as one kept from before. */
export function goTo(href: string, { replace = false }: { replace?: boolean } = {}) {
  if (replace) history.replaceState(null, '', href)
  else history.pushState(null, '', href)
  for (const listener of listeners) listener()
}

export function onMove(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export const hereNow = () => location.pathname + location.search

/** What stands behind the question mark. */
export function useSearch(): URLSearchParams {
  return new URLSearchParams(useSyncExternalStore(onMove, () => location.search))
}

/** The named parts of the page's own address: `useParams<'/portal/visits/:id'>().id`. */
export function useParams<P extends Path>(pattern: P): Record<ParamNames<P>, string> {
  const pathname = useSyncExternalStore(onMove, () => location.pathname)
  return (paramsIn(pattern, pathname) ?? {}) as Record<ParamNames<P>, string>
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
