/** Words that were typed in a hurry: `calender` means the calendar. */

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const wordsOf = (text: string) => plain(text).split(/\s+/).filter(Boolean)

/** Those whose name has every word that was typed; where there are none, those that have words nearly like them. */
export function matchingNames<Named extends { name: string }>(items: readonly Named[], typed: string): readonly Named[] {
  const wanted = wordsOf(typed)
  const exact = items.filter(({ name }) => wanted.every((word) => plain(name).includes(word)))
  if (exact.length > 0) return exact
  return items.filter(({ name }) => wanted.every((word) => wordsOf(name).some((other) => isNearly(word, other))))
}

/** Short words say too little to be guessed at: one slip from three letters on, two from seven. */
function isNearly(typed: string, word: string): boolean {
  if (word.startsWith(typed)) return true
  const most = typed.length < 3 ? 0 : typed.length < 7 ? 1 : 2
  if (most === 0 || typed[0] !== word[0]) return false
  // Somebody may not have typed the end of the word yet.
  return slips(typed, word) <= most || slips(typed, word.slice(0, typed.length)) < most
}

/** Letters left out, added, changed, or swapped with the next one. */
function slips(typed: string, word: string): number {
  let earlier: number[] = []
  let last = Array.from({ length: word.length + 1 }, (_, at) => at)
  for (let row = 1; row <= typed.length; row += 1) {
    const next = [row]
    for (let at = 1; at <= word.length; at += 1) {
      const isSame = typed[row - 1] === word[at - 1]
      const swapped = typed[row - 1] === word[at - 2] && typed[row - 2] === word[at - 1] ? (earlier[at - 2] ?? row) + 1 : Number.MAX_VALUE
      next.push(Math.min((last[at] ?? row) + 1, (next[at - 1] ?? row) + 1, (last[at - 1] ?? row) + (isSame ? 0 : 1), swapped))
    }
    earlier = last
    last = next
  }
  return last[word.length] ?? typed.length
}
