import { numberFormat } from '../lib/formats.ts'
import { locale } from '../lib/language.ts'

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** In the largest unit that leaves a whole number of it. */
export function bytes(value: number): string {
  const step = Math.min(byteUnits.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3))
  const shown = value / 1000 ** step
  const digits = shown < 10 && step > 0 ? 1 : 0
  return inUnit(shown, byteUnits[step] ?? 'byte', digits)
}

/** Seconds, to a tenth below ten; minutes from two of them. */
export function seconds(milliseconds: number): string {
  const whole = milliseconds / 1000
  return whole >= 120 ? inUnit(whole / 60, 'minute', 1) : inUnit(whole, 'second', whole < 10 ? 1 : 0)
}

const inUnit = (value: number, unit: string, digits: number) =>
  numberFormat(locale(), { style: 'unit', unit, maximumFractionDigits: digits }).format(value)
