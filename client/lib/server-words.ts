/** What the server says in English, in the person's language. Its sentences are stable, so each can have its words here. */
import { serverSentences } from './messages.ts'
import { valueWord } from './value-words.ts'

/** Nothing when we have no words for it in this language; in English it is what the server said. */
export function saidByServer(sentence: string): string | undefined {
  const sentences = serverSentences()
  if (sentences === undefined) return sentence
  const exact = sentences[sentence]
  if (exact !== undefined) return exact
  for (const { pattern, words } of patternsOf(sentences)) {
    const found = pattern.exec(sentence)
    if (found) return words.replace(/\{\{(\d+)\}\}/g, (_, at: string) => valueWord(found[Number(at)] ?? ''))
  }
  return undefined
}

type Pattern = { pattern: RegExp; words: string }
const made = new WeakMap<object, readonly Pattern[]>()

/** Those with the most fixed words first: "at most 3 entries" before "at most {{1}}". */
function patternsOf(sentences: Readonly<Record<string, string>>): readonly Pattern[] {
  const known = made.get(sentences)
  if (known) return known
  const templates = Object.entries(sentences).filter(([template]) => template.includes('{{'))
  const patterns = templates
    .toSorted(([a], [b]) => fixed(b) - fixed(a))
    .map(([template, words]) => ({
      pattern: new RegExp(
        `^${template
          .split(/\{\{\d+\}\}/)
          .map(escaped)
          .join('(.+?)')}$`,
        's',
      ),
      words,
    }))
  made.set(sentences, patterns)
  return patterns
}

const fixed = (template: string) => template.replace(/\{\{\d+\}\}/g, '').length
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
