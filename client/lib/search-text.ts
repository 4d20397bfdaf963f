/** Search params as people and the API write them: `status=HHQ+Signed&status=HHQ+Started`, not JSON in the address. */
import { searchOf } from './http.ts'

export function parseSearch(text: string): Record<string, string | string[]> {
  const search = new URLSearchParams(text)
  const entries = [...new Set(search.keys())].map((name): [string, string | string[]] => {
    const values = search.getAll(name)
    return [name, values.length > 1 ? values : (values[0] ?? '')]
  })
  return Object.fromEntries(entries)
}

export function stringifySearch(search: Record<string, unknown>): string {
  const text = searchOf(search)
  return text && `?${text}`
}
