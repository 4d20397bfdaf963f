/** Compares the languages of the catalogue with each other and with the code that uses them. */
import { type Source, stringsOf, walk } from './parsed.ts'

export interface Texts {
  readonly [name: string]: string | Texts
}
/** Dotted keys with their texts. */
export type Flat = ReadonlyMap<string, string>

export function flat(texts: Texts, before = ''): Map<string, string> {
  const pairs = Object.entries(texts).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[before + name, value]] : [...flat(value, `${before}${name}.`)],
  )
  return new Map(pairs)
}

const plural = /_(zero|one|two|few|many|other)$/
export const baseOf = (key: string) => key.replace(plural, '')

/** Keys that one language has and the other lacks. Plural forms are each language's own, but `_other` is everybody's. */
export function missingKeys(one: Flat, other: Flat): string[] {
  const isWanted = (key: string) => !plural.test(key) || key.endsWith('_other')
  return [...one.keys()].filter((key) => isWanted(key) && !other.has(key))
}

/** A language's plural categories, of which each counted text needs one. */
export function missingPlurals(texts: Flat, language: string): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const counted = [...texts.keys()].filter((key) => key.endsWith('_other')).map(baseOf)
  return counted.flatMap((base) => forms.map((form) => `${base}_${form}`).filter((key) => !texts.has(key)))
}

/** Places to fill in that stand in one language only. A plural may leave out its number: "one lead". */
export function differentPlaces(english: Flat, other: Flat): string[] {
  return [...other].flatMap(([key, text]) => {
    const model = english.get(key) ?? english.get(`${baseOf(key)}_other`)
    if (model === undefined) return []
    const mayDiffer = plural.test(key) ? ['count'] : []
    const wrong = difference(places(model), places(text)).filter((place) => !mayDiffer.includes(place))
    return wrong.length > 0 ? [`${key}: ${wrong.join(', ')}`] : []
  })
}

const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '')

function difference(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a.filter((each) => !b.includes(each)), ...b.filter((each) => !a.includes(each))])]
}

/** Texts left as they are in English, unless they are listed as the same in both; and what is listed without being so. */
export function untranslated(english: Flat, other: Flat, same: ReadonlySet<string>): string[] {
  const hasWords = (text: string) => /\p{L}/u.test(text.replace(/\{\{\w+\}\}/g, ''))
  const equal = [...other].filter(([key, text]) => english.get(key) === text && hasWords(text)).map(([key]) => key)
  const stale = [...same].filter((key) => !equal.includes(key))
  return [...equal.filter((key) => !same.has(key)), ...stale.map((key) => `${key} (listed as the same in both, and is not)`)]
}

/** Keys that no string of the code names, neither whole nor as the pattern of a template. */
export function unusedKeys(keys: Iterable<string>, code: readonly Source[]): string[] {
  const named = new Set<string>()
  const patterns: RegExp[] = []
  for (const source of code) {
    walk(source, (node) => {
      if (node.type !== 'Literal' && node.type !== 'TemplateLiteral') return
      for (const text of stringsOf(node)) {
        if (node.type === 'Literal' || !text.includes('{{')) named.add(text)
        // A template names keys only from a dotted beginning on; anything else could match everything.
        else if (/^[a-z]\w*\./i.test(text))
          patterns.push(
            new RegExp(
              `^${text
                .split(/\{\{\d+\}\}/)
                .map(escaped)
                .join('[\\w.]+')}$`,
            ),
          )
      }
      return
    })
  }
  const bases = [...new Set([...keys].map(baseOf))]
  return bases.filter((key) => !named.has(key) && !patterns.some((pattern) => pattern.test(key)))
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
