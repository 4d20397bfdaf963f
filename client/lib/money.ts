/** Amounts as people write them: in their own language, in the currency's own smallest unit. */
import { numberFormat } from './formats.ts'
import { locale as spoken } from './language.ts'

const digitsOf = (currency: string) => numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** "$199.00", "199,00 €", "¥19,900". */
export function money(cents: number, currency: string, locale: Intl.LocalesArgument = spoken()): string {
  return numberFormat(locale, { style: 'currency', currency }).format(cents / 10 ** digitsOf(currency))
}

/** What a field of a form holds: "199.00". */
export const asAmount = (cents: number, currency: string): string => (cents / 10 ** digitsOf(currency)).toFixed(digitsOf(currency))

/** What somebody typed, with a point or a comma; nothing when it is no amount, or finer than the currency goes. */
export function centsOf(typed: string, currency: string): number | undefined {
  const digits = digitsOf(currency)
  const [, whole, part = ''] = /^\s*(\d{1,9})(?:[.,](\d{1,3}))?\s*$/.exec(typed) ?? []
  if (whole === undefined || part.length > digits) return undefined
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || 0)
}
