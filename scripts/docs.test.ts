import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const home = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(home, file), 'utf8')
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: home })]

/** All that `pattern` captures, each with the page it stands on. */
const named = (pattern: RegExp) =>
  pages.flatMap((page) => [...read(page).matchAll(pattern)].flatMap(([, what]) => (what === undefined ? [] : [{ page, what }])))

test('every link of the documents leads somewhere, to the very heading', () => {
  const lost = named(/\]\((?![a-z]+:)([^)\s]+)\)/g).filter(({ page, what }) => {
    const [path, heading] = what.split('#')
    const target = path ? join(dirname(page), path) : page
    return !existsSync(join(home, target)) || (heading !== undefined && !headingsOf(target).includes(heading))
  })
  expect(lost).toEqual([])
})

test('every file that the documents name is there', () => {
  const places = named(/`((?:bench|client|deploy|docs|e2e|migrations|scripts|server|shared)\/[\w./*{},-]+)`/g)
  const gone = places.filter(({ what }) => !alternatives(what).every((path) => globSync(path, { cwd: home }).length))
  expect(gone).toEqual([])
})

test('every command that the documents name can be run', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'))
  const unknown = named(/npm run (?:--silent )?([a-z]+(?::[a-z]+)*)(?![:\w])/g).filter(({ what }) => !(what in scripts))
  expect(unknown).toEqual([])
})

/** As the addresses of headings are made of their words. */
const headingsOf = (page: string) =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
    words
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  )

/** `{en,es}` stands for both. */
function alternatives(path: string): string[] {
  const [whole, list] = /\{([^}]*)\}/.exec(path) ?? []
  return whole === undefined || list === undefined ? [path] : list.split(',').map((each) => path.replace(whole, each))
}
