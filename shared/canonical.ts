/** JSON in one way only (RFC 8785): equal content is equal text, whoever writes it, so that it can be signed. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

export function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('A number without a value cannot be written')
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('Half of a surrogate pair cannot be written')
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, each]) => `${canonical(key)}:${canonical(each)}`).join(',')}}`
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value)
