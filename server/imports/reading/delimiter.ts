/** Which character parts the cells, judged by the first lines of a file. */

export type Delimiter = ',' | ';' | '\t' | '|'

const candidates: Delimiter[] = [',', ';', '\t', '|']

/** The delimiter that occurs equally often in most lines, outside quotes. A line `sep=;` decides at once. */
export function sniffDelimiter(head: string): Delimiter {
  const stated = /^sep=([,;\t|])\r?\n/i.exec(head)?.[1]
  const named = candidates.find((candidate) => candidate === stated)
  if (named) return named
  const lines = countPerLine(head)
  const scored = candidates.map((delimiter) => ({ delimiter, score: steadiness(lines.map((line) => line[delimiter])) }))
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

/** Removes a leading `sep=;` line, which is a message to Excel and not a header. */
export function withoutSeparatorLine(text: string): string {
  return text.replace(/^sep=[,;\t|]\r?\n/i, '')
}

type Counts = Record<Delimiter, number>

const none = (): Counts => ({ ',': 0, ';': 0, '\t': 0, '|': 0 })

function countPerLine(head: string): Counts[] {
  const lines: Counts[] = [none()]
  let quoted = false
  for (const character of head) {
    if (character === '"') quoted = !quoted
    if (quoted) continue
    if (character === '\n' || character === '\r') {
      if (lines.length === 30) break
      lines.push(none())
    } else {
      const line = lines.at(-1)
      const delimiter = candidates.find((candidate) => candidate === character)
      if (line && delimiter) line[delimiter]++
    }
  }
  return lines.filter((line) => candidates.some((candidate) => line[candidate] > 0))
}

/** Lines agreeing with the first one weigh most; more cells break a tie. */
function steadiness(counts: number[]): number {
  const first = counts[0] ?? 0
  if (first === 0) return 0
  const agreeing = counts.filter((count) => count === first).length
  return agreeing / counts.length + Math.min(first, 50) / 1000
}
