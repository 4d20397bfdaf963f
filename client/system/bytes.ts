import { numberFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** In the largest unit that leaves a whole number of it. */
export function bytes(value: number): string {
  const step = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3))
  const shown = value / 1000 ** step
  const digits = shown < 10 && step > 0 ? 1 : 0
  return numberFormat(locale(), { style: 'unit', unit: units[step] ?? 'byte', maximumFractionDigits: digits }).format(shown)
}
