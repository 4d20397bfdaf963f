/** The message catalogue. Every word on screen comes from here, by a key the compiler knows. */
import type { Language } from '#shared/values'
import { numberFormat } from './formats.ts'
import { firstLanguage, language, locale, setLanguage } from './language.ts'
import { type Catalogue, fillIn, textOf } from './messages/catalogue.ts'
import type { en } from './messages/en.ts'

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? Unplural<K> : `${K}.${Leaves<T[K]>}`
}[keyof T & string]
type Unplural<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K

export type MessageKey = Leaves<typeof en>
export type MessageValues = Record<string, string | number>

/** Only the language in use is loaded. */
const catalogues = {
  en: async (): Promise<Catalogue> => (await import('./messages/en.ts')).en,
  es: async (): Promise<Catalogue> => (await import('./messages/es.ts')).es,
}

let texts: Catalogue = {}

/** Before the first text is asked for. */
export async function startMessages(): Promise<void> {
  const first = firstLanguage()
  texts = await catalogues[first]()
  setLanguage(first, { keep: false })
}

/** From now on in this language; every page is drawn anew with it. */
export async function speak(next: Language): Promise<void> {
  if (next !== language()) texts = await catalogues[next]()
  setLanguage(next, { keep: true })
}

/** The text of a key in the person's language; `count` chooses the plural. Numbers are written as the language has them. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  const text = textOf(texts, { key, count: values.count, language: language() })
  return text === undefined ? key : fillIn(text, values, written)
}

const written = (value: string | number) => (typeof value === 'number' ? numberFormat(locale()).format(value) : value)
