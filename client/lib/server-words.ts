/** What the server says in English, in the person's language. */
import { inWords } from './messages/sentences.ts'
import { serverSentences } from './messages.ts'
import { valueWord } from './value-words.ts'

/** Nothing when we have no words for it in this language; in English it is what the server said. */
export function saidByServer(sentence: string): string | undefined {
  const sentences = serverSentences()
  return sentences === undefined ? sentence : inWords(sentences, sentence, valueWord)
}
