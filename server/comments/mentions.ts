/** Who is meant by `@Name` in a comment. */
import type { Colleague } from './storage.ts'

/**
 * Ids of the colleagues named: `@First Last`, or `@First` where one alone is called so. Names that two share stay plain
 * words: nobody is told by mistake. An `@` inside a word, as in an address, names nobody.
 */
export function mentionsIn(body: string, colleagues: readonly Colleague[]): number[] {
  const text = plain(body)
  const names = namesOf(colleagues)
  const found = new Set<number>()
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}_.+-])@/gu)) {
    const id = idAt(text, index + 1, names)
    if (id !== undefined) found.add(id)
  }
  return [...found]
}

interface Name {
  words: string
  ids: number[]
}

/** Longest first: "Ann Lee" is not "Ann". */
function namesOf(colleagues: readonly Colleague[]): Name[] {
  const ids = new Map<string, number[]>()
  for (const { id, firstName, lastName } of colleagues) {
    for (const words of new Set([plain(`${firstName} ${lastName}`), plain(firstName)])) ids.set(words, [...(ids.get(words) ?? []), id])
  }
  return [...ids].map(([words, named]) => ({ words, ids: named })).sort((a, b) => b.words.length - a.words.length)
}

function idAt(text: string, at: number, names: readonly Name[]): number | undefined {
  const name = names.find(({ words }) => text.startsWith(words, at) && !/^[\p{L}\p{N}]/u.test(text.slice(at + words.length)))
  return name?.ids.length === 1 ? name.ids[0] : undefined
}

/** Lower case, no accents, single spaces. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').toLowerCase().trim()
