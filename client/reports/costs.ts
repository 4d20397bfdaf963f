/** Money as it is typed and shown; nothing typed is no cost entered. */

const mostCents = 2_000_000_000

/** Cents of "1,250.50" or "1250,5"; null for an empty field, nothing for what is no amount. */
export function centsOf(text: string): number | null | undefined {
  const plain = text.trim().replace(/[\s$€]/g, '')
  if (plain === '') return null
  const found = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(plain)
  if (!found) return undefined
  // One sign parts the thousands, the other the cents.
  if (found[2] !== undefined && found[1]?.match(/[.,]/)?.[0] === plain.at(-1 - found[2].length)) return undefined
  const cents = Number((found[1] ?? '').replace(/[.,]/g, '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return cents <= mostCents ? cents : undefined
}

export const shownCents = (cents: number | undefined) => (cents === undefined ? '' : (cents / 100).toFixed(cents % 100 ? 2 : 0))
