/** The message catalogue. Every word on screen comes from here, by a key the compiler knows. */
import type { en } from './messages/en.ts'
import { type KeysOf, newSpeech } from './messages/speech.ts'

export type MessageKey = KeysOf<typeof en>

const speech = newSpeech<MessageKey>({
  en: async () => ({ texts: (await import('./messages/en.ts')).en }),
  es: async () => {
    const [{ es }, { serverWords }] = await Promise.all([import('./messages/es.ts'), import('./messages/es/server-words.ts')])
    return { texts: es, serverWords }
  },
})

export const { start: startMessages, speak, t, serverSentences } = speech
