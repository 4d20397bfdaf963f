/** `@` and what is typed after it, while somebody writes: pure, so that it can be tested. */

export type Mention = { from: number; to: number; typed: string }

const longest = 40

/** The mention the caret stands in; none inside a word, as in an address. */
export function mentionAt(text: string, caret: number): Mention | undefined {
  const from = text.lastIndexOf('@', caret - 1)
  if (caret < 1 || from < 0 || caret - from > longest) return undefined
  const typed = text.slice(from + 1, caret)
  if (/[\n@]|\s{2}|^\s/.test(typed) || (from > 0 && /[\p{L}\p{N}_.+-]/u.test(text[from - 1] ?? ''))) return undefined
  return { from, to: caret, typed }
}

/** The text with the whole name in place, and where the caret goes. */
export function withName(text: string, { from, to }: Mention, name: string): { text: string; caret: number } {
  const before = `${text.slice(0, from)}@${name} `
  return { text: before + text.slice(to).trimStart(), caret: before.length }
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Those one of whose names begins with what is typed. */
export function matchingNames<Person extends { name: string }>(people: readonly Person[], typed: string): Person[] {
  const wanted = plain(typed)
  return people.filter(({ name }) => plain(name).startsWith(wanted) || plain(name).includes(` ${wanted}`)).slice(0, 6)
}
