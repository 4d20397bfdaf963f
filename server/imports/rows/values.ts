/** Their words read as ours, by the rules of the settings. */
import { type ImportField, type ImportSettings, isListedField, listedFields } from '#shared/imports'

/** Undefined means the field's default; `unlisted` refuses the row. */
export type ValueReader = (field: ImportField, theirs: string) => string | 'unlisted' | undefined

export function valueReader(settings: ImportSettings): ValueReader {
  const rules = new Map<string, string | number | null>()
  for (const { field, from, to } of settings.values) rules.set(keyOf(field, from), to)
  return (field, theirs) => {
    const to = rules.get(keyOf(field, theirs))
    if (to === null) return undefined
    if (to !== undefined) return String(to)
    const same = isListedField(field) && listedFields[field].find((ours) => fold(ours) === fold(theirs))
    if (same) return same
    return settings.unlisted === 'reject' ? 'unlisted' : undefined
  }
}

const fold = (text: string) => text.trim().toLowerCase()
const keyOf = (field: ImportField, theirs: string) => `${field}\0${fold(theirs)}`
