/** All that can be wrong with the texts of the product, each fault in one line. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { en } from '../../client/lib/messages/en.ts'
import { enLater } from '../../client/lib/messages/en-later.ts'
import { serverWords } from '../../client/lib/messages/es/server-words.ts'
import { es } from '../../client/lib/messages/es.ts'
import { esLater } from '../../client/lib/messages/es-later.ts'
import { en as portalEnglish } from '../../client/portal/messages/en.ts'
import { es as portalSpanish } from '../../client/portal/messages/es.ts'
import { baseOf, differentPlaces, flat, missingKeys, missingPlurals, type Texts, untranslated, unusedKeys } from './catalogues.ts'
import { literalTexts } from './literals.ts'
import type { Source } from './parsed.ts'
import { sameInBoth, sameInPortal } from './same.ts'
import { serverSentences } from './server-sentences.ts'

const home = join(import.meta.dirname, '..', '..')

export interface Product {
  english: Texts
  spanish: Texts
  same: ReadonlySet<string>
  /** The client's code, without its catalogue and its tests. */
  pages: readonly Source[]
  /** What the server refuses with, and its words in Spanish. */
  server: readonly Source[]
  serverWords: Readonly<Record<string, string>>
}

export function faultsOf({ english, spanish, same, pages, server, serverWords }: Product): string[] {
  const [one, other] = [flat(english), flat(spanish)]
  const keys = new Set([...one.keys()].map(baseOf))
  const named = (fault: string, found: readonly string[]) => found.map((each) => `${fault}: ${each}`)
  return [
    ...named(
      'text outside the catalogue',
      pages.flatMap((page) => literalTexts(page, keys)),
    ),
    ...named('missing in Spanish', missingKeys(one, other)),
    ...named('missing in English', missingKeys(other, one)),
    ...named('plural form missing', [...missingPlurals(one, 'en'), ...missingPlurals(other, 'es')]),
    ...named('places to fill in differ', differentPlaces(one, other)),
    ...named('not translated', untranslated(one, other, same)),
    ...named('used nowhere', unusedKeys(one.keys(), pages)),
    ...named(
      'the server says, and Spanish does not',
      [...serverSentences(server)].filter((sentence) => !(sentence in serverWords)),
    ),
  ]
}

export const ourProduct = (): Product => ({
  english: { ...en, ...enLater },
  spanish: { ...es, ...esLater },
  same: sameInBoth,
  pages: sourcesIn('client', /^client\/(lib\/messages|portal)\//),
  server: [...sourcesIn('server', /^server\/(test|demo)\//), ...sourcesIn('shared', /never^/)],
  serverWords,
})

/** The patients' portal has a catalogue of its own; the server's sentences are worded once, for both. */
export const ourPortal = (): Product => ({
  english: portalEnglish,
  spanish: portalSpanish,
  same: sameInPortal,
  pages: sourcesIn('client/portal', /^client\/portal\/messages\//),
  server: [],
  serverWords: {},
})

function sourcesIn(folder: string, without: RegExp): Source[] {
  const isCode = (file: string) => !without.test(file) && !/\.test\.tsx?$|\/test-[^/]+$/.test(file)
  const files = globSync(`${folder}/**/*.{ts,tsx}`, { cwd: home }).filter(isCode)
  return files.map((file) => ({ file, text: readFileSync(join(home, file), 'utf8') }))
}
