/** The patients' own catalogue: every word of the portal comes from here. */
import { type KeysOf, newSpeech } from '../lib/messages/speech.ts'
import type { en } from './messages/en.ts'

export type MessageKey = KeysOf<typeof en>

const speech = newSpeech<MessageKey>({
  en: async () => ({ texts: (await import('./messages/en.ts')).en }),
  es: async () => {
    const [{ es }, { serverWords }] = await Promise.all([import('./messages/es.ts'), import('../lib/messages/es/server-words.ts')])
    return { texts: es, serverWords }
  },
})

export const { start: startMessages, load: loadMessages, speak, t, serverSentences } = speech
