/** The message catalogue. Every word on screen comes from here, by a key the compiler knows. */
import type { en } from './messages/en.ts'
import type { enLater } from './messages/en-later.ts'
import { type KeysOf, newSpeech, type Spoken } from './messages/speech.ts'

export type MessageKey = KeysOf<typeof en> | KeysOf<typeof enLater>

const first = {
  en: async (): Promise<Spoken> => ({ texts: (await import('./messages/en.ts')).en }),
  es: async () => {
    const [{ es }, { serverWords }] = await Promise.all([import('./messages/es.ts'), import('./messages/es/server-words.ts')])
    return { texts: es, serverWords }
  },
}
const later = {
  en: async () => (await import('./messages/en-later.ts')).enLater,
  es: async () => (await import('./messages/es-later.ts')).esLater,
}

/** `withLaterTexts` fetches a page together with the texts that only pages like it need. */
export const { start: startMessages, speak, t, serverSentences, withLater: withLaterTexts } = newSpeech<MessageKey>(first, later)
