/** Names as people write them in lists: titles, credentials, "Last, First", digits a generator left behind. */

/** One line, one space between words, composed letters, nothing invisible. */
export function tidyText(text: string): string {
  if (/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text)) return text
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}]/gu, (invisible) => (/\s/.test(invisible) ? ' ' : ''))
    .replace(/\s+/g, ' ')
    .trim()
}

/** `Marcell728` as Synthea writes it becomes `Marcell`. */
export function withoutDigits(name: string): string {
  return tidyText(name.replace(/\d/g, ''))
}

const titles = new Set('mr mrs ms miss mx dr prof professor sir dame rev fr sra sr herr frau mme mlle'.split(' '))
const credentials = new Set(
  'md do dds dmd phd pharmd rn np pa dpm dvm od jd esq cpa mba msn lcsw rd ldn faan facp mph dc ms bsn aprn crnp'.split(' '),
)
const generations = new Set('jr sr ii iii iv v'.split(' '))
const particles = new Set('van von der den de del della di da dos das du la le el bin ibn al ter ten st'.split(' '))

/** Beyond this it is no name; what is left is still too long for one, and refused as such. */
const longestLooked = 1000

/**
 * First and last name of a whole one. Titles and credentials are left out, a generation stays with the last name.
 * A single word is a last name without a first one.
 */
export function splitFullName(fullName: string): { firstName: string; lastName: string } {
  const [front = '', ...behind] = tidyText(fullName.slice(0, longestLooked)).split(/\s*,\s*/)
  const extras = behind.filter((part) => part !== '')
  const names = extras.filter((part) => !part.split(' ').every(isCredential))
  const generation = names.filter((part) => generations.has(bare(part)))
  const given = names.filter((part) => !generations.has(bare(part)))
  if (given.length) {
    return { firstName: withoutTitles(given.join(' ').split(' ')).join(' '), lastName: [front, ...generation].join(' ') }
  }
  return inOrder(withoutTitles(withoutCredentials(front.split(' '))), generation)
}

function inOrder(words: string[], generation: string[]): { firstName: string; lastName: string } {
  const last = words.at(-1) ?? ''
  const own = words.length > 2 && generations.has(bare(last)) ? [last] : []
  const names = own.length ? words.slice(0, -1) : words
  let start = Math.max(names.length - 1, 0)
  while (start > 1 && particles.has((names[start - 1] ?? '').toLowerCase())) start--
  return {
    firstName: names.slice(0, start).join(' '),
    lastName: [...names.slice(start), ...own, ...generation].join(' '),
  }
}

const bare = (word: string) => word.toLowerCase().replaceAll('.', '')

function isCredential(word: string): boolean {
  return credentials.has(bare(word))
}

function withoutTitles(words: string[]): string[] {
  const first = words.findIndex((word) => !titles.has(bare(word)))
  return first < 0 || words.length - first < 1 ? words : words.slice(first)
}

/** Credentials are written in capitals or with dots: "Hector King DDS", but not "Yo-Yo Ma" or "Sam Do". */
function withoutCredentials(words: string[]): string[] {
  let end = words.length
  while (end > 2 && isCredential(words[end - 1] ?? '') && /[A-Z.].*[A-Z.]/.test(words[end - 1] ?? '')) end--
  return words.slice(0, end)
}
