/** "812 kB", "3.4 MB": how large a file is. */
import { numberFormat } from './formats.ts'
import { locale as spoken } from './language.ts'

export function fileSize(bytes: number, locale: Intl.LocalesArgument = spoken()): string {
  const large = bytes >= 999_500
  const value = large ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1000))
  return numberFormat(locale, { style: 'unit', unit: large ? 'megabyte' : 'kilobyte', maximumFractionDigits: large ? 1 : 0 }).format(value)
}
