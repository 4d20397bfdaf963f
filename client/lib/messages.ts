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

type Spoken = {
  texts: Catalogue
  /** Words for the server's English sentences; in English none are needed. */
  serverWords?: Readonly<Record<string, string>>
}

/** Only the language in use is loaded. */
const languages: Record<Language, () => Promise<Spoken>> = {
  en: async () => ({ texts: (await import('./messages/en.ts')).en }),
  es: async () => {
    const [{ es }, { serverWords }] = await Promise.all([import('./messages/es.ts'), import('./messages/es/server-words.ts')])
    return { texts: es, serverWords }
  },
}

let spoken: Spoken = { texts: {} }

/** Before the first text is asked for. */
export async function startMessages(): Promise<void> {
  const first = firstLanguage()
  spoken = await languages[first]()
  setLanguage(first, { keep: false })
}

/** From now on in this language; every page is drawn anew with it. */
export async function speak(next: Language): Promise<void> {
  if (next !== language()) spoken = await languages[next]()
  setLanguage(next, { keep: true })
}

/** The text of a key in the person's language; `count` chooses the plural. Numbers are written as the language has them. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  const text = textOf(spoken.texts, { key, count: values.count, language: language() })
  return text === undefined ? key : fillIn(text, values, written)
}

export const serverSentences = () => spoken.serverWords

const written = (value: string | number) => (typeof value === 'number' ? numberFormat(locale()).format(value) : value)
