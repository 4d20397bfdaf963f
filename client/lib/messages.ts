/** The message catalogue. Every word on screen comes from here, by a key the compiler knows. */
import i18next from 'i18next'
import { en } from './messages/en.ts'

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? Unplural<K> : `${K}.${Leaves<T[K]>}`
}[keyof T & string]
type Unplural<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K

export type MessageKey = Leaves<typeof en>
export type MessageValues = Record<string, string | number>

export function startMessages() {
  void i18next.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    initAsync: false,
    // React escapes what it renders; escaping twice would show "O&#39;Neill".
    interpolation: { escapeValue: false },
  })
}

/** The text of a key in the person's language; `count` chooses the plural. */
export function t(key: MessageKey, values?: MessageValues): string {
  return i18next.t(key, values ?? {})
}
