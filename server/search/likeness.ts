/** How like a name is to what somebody typed: letters left out, doubled, mistaken or in the wrong order. */

/** Lower case without accents, letters and digits alone: the words that are compared. */
export const wordsIn = (text: string): string[] =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** Beyond this many letters a beginning is enough to find a word by. */
const longestVaried = 12

/** What may have been meant by a word: itself, two neighbours swapped, one letter too many. */
export function variantsOf(word: string): string[] {
  const letters = [...word].slice(0, longestVaried)
  const swapped = letters.slice(1).map((_, at) => {
    const next = [...letters]
    next.splice(at, 2, letters[at + 1] ?? '', letters[at] ?? '')
    return next.join('')
  })
  const fewer = letters.length > 3 ? letters.map((_, at) => letters.toSpliced(at, 1).join('')) : []
  return [...new Set([word, ...swapped, ...fewer])]
}

/** How far the name is from what was typed, every word counted; nothing when a word is like none of the name's. */
export function distanceTo(typed: readonly string[], name: readonly string[]): number | undefined {
  let sum = 0
  for (const word of typed) {
    const nearest = Math.min(...name.map((each) => distanceOfWord(word, each)))
    if (nearest > allowed(word)) return undefined
    sum += nearest
  }
  return sum
}

const allowed = (word: string) => (word.length < 4 ? 0 : word.length < 7 ? 1 : 2)

/** To the whole word, or to its beginning while somebody is still typing. */
function distanceOfWord(typed: string, word: string): number {
  if (word.startsWith(typed)) return 0
  const lengths = [typed.length - 1, typed.length, typed.length + 1].filter((length) => length > 0 && length < word.length)
  return Math.min(editsBetween(typed, word), ...lengths.map((length) => editsBetween(typed, word.slice(0, length))))
}

/** Letters added, dropped, mistaken, or swapped with their neighbour (Damerau's distance, each part touched once). */
export function editsBetween(one: string, other: string): number {
  const [a, b] = [[...one], [...other]]
  const table = a.map(() => [] as number[])
  const at = (i: number, j: number) => (i < 0 ? j + 1 : j < 0 ? i + 1 : (table[i]?.[j] ?? 0))
  for (const [i, letter] of a.entries()) {
    for (const [j, against] of b.entries()) {
      const same = letter === against ? 0 : 1
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same)
      if (i > 0 && j > 0 && letter === b[j - 1] && a[i - 1] === against) least = Math.min(least, at(i - 2, j - 2) + 1)
      table[i]?.push(least)
    }
  }
  return at(a.length - 1, b.length - 1)
}
