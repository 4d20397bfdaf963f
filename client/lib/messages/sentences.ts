/** What the server says in English, in another language. Its sentences are stable, so each can have its words. */

type Sentences = Readonly<Record<string, string>>

/** Nothing when there are no words for it; `wordOf` says the values of the clinic's lists that stand in it. */
export function inWords(sentences: Sentences, sentence: string, wordOf: (value: string) => string): string | undefined {
  const exact = sentences[sentence]
  if (exact !== undefined) return exact
  for (const { pattern, words } of patternsOf(sentences)) {
    const found = pattern.exec(sentence)
    if (found) return words.replace(/\{\{(\d+)\}\}/g, (_, at: string) => wordOf(found[Number(at)] ?? ''))
  }
  return undefined
}

type Pattern = { pattern: RegExp; words: string }
const made = new WeakMap<object, readonly Pattern[]>()

/** Those with the most fixed words first: "at most 3 entries" before "at most {{1}}". */
function patternsOf(sentences: Sentences): readonly Pattern[] {
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
