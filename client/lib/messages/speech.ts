/** One catalogue spoken: loaded in the language in use, asked by keys the compiler knows. Staff and patients have one each. */
import type { Language } from '#shared/values'
import { numberFormat } from '../formats.ts'
import { firstLanguage, language, locale, setLanguage } from '../language.ts'
import { type Catalogue, fillIn, textOf } from './catalogue.ts'

/** Dotted keys of a catalogue; plural forms count as one. */
export type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? Unplural<K> : `${K}.${KeysOf<T[K]>}`
}[keyof T & string]
type Unplural<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K

export type MessageValues = Record<string, string | number>

export type Spoken = {
  texts: Catalogue
  /** Words for the server's English sentences; in English none are needed. */
  serverWords?: Readonly<Record<string, string>>
}

/** Only the language in use is loaded. */
export function newSpeech<Key extends string>(
  languages: Record<Language, () => Promise<Spoken>>,
  later?: Record<Language, () => Promise<Catalogue>>,
) {
  let spoken: Spoken = { texts: {} }
  /** Nothing until a page wants it. */
  let more: Catalogue | undefined
  const load = async (next: Language): Promise<void> => {
    spoken = await languages[next]()
  }
  return {
    /** In this language from now on, whatever the page itself speaks. */
    load,
    /** Before the first text is asked for. */
    start: async (): Promise<void> => {
      const first = firstLanguage()
      await load(first)
      setLanguage(first, { keep: false })
    },
    /** From now on in this language; every page is drawn anew with it. */
    speak: async (next: Language): Promise<void> => {
      if (next !== language()) [spoken, more] = await Promise.all([languages[next](), more && later?.[next]()])
      setLanguage(next, { keep: true })
    },
    /** The text of a key in the person's language; `count` chooses the plural. Numbers are written as the language has them. */
    t: (key: Key, values: MessageValues = {}): string => {
      const asked = { key, count: values.count, language: language() }
      const text = textOf(spoken.texts, asked) ?? (more && textOf(more, asked))
      return text === undefined ? key : fillIn(text, values, written)
    },
    serverSentences: () => spoken.serverWords,
    /** A page whose words are not among the first. */
    withLater: async <Page>(page: Promise<Page>): Promise<Page> => {
      more ??= await later?.[language()]()
      return page
    },
  }
}

const written = (value: string | number) => (typeof value === 'number' ? numberFormat(locale()).format(value) : value)
