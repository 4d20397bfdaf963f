/** Texts in a tree, found by a dotted key, with plurals and places to fill in. */

export interface Catalogue {
  readonly [name: string]: string | Catalogue
}

type Wanted = { key: string; count: string | number | undefined; language: string }

export function textOf(texts: Catalogue, { key, count, language }: Wanted): string | undefined {
  return at(texts, typeof count === 'number' ? `${key}_${pluralOf(language, count)}` : key) ?? at(texts, key)
}

/** `{{name}}` becomes what `values` has under that name; text is put in as it is, React escapes it. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>, write: (value: string | number) => string): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => {
    const value = values[name]
    return value === undefined ? place : write(value)
  })
}

function at(texts: Catalogue, key: string): string | undefined {
  const found = key
    .split('.')
    .reduce<string | Catalogue | undefined>((part, name) => (typeof part === 'object' ? part[name] : undefined), texts)
  return typeof found === 'string' ? found : undefined
}

const rules = new Map<string, Intl.PluralRules>()

function pluralOf(language: string, count: number): Intl.LDMLPluralRule {
  const rule = rules.get(language) ?? new Intl.PluralRules(language)
  rules.set(language, rule)
  return rule.select(count)
}
