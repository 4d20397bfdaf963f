#!/usr/bin/env node
/**
 * Prints what the built staff app and the portal weigh in the browser, gzipped: the first load (what the entry needs before anything
 * is shown, with the heavier of the languages), then what each lazy page adds to it. Exits with 1 when a first load is over its budget.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = join(import.meta.dirname, '..', 'dist')
const apps = [
  { name: 'The staff app', folder: dist, languages: /^lib\/messages\/[a-z]+\.ts$/, budget: 180_000 },
  { name: 'The portal', folder: join(dist, 'portal'), languages: /^messages\/[a-z]+\.ts$/, budget: 130_000 },
]
const entry = 'index.html'

/** Of the app that is weighed. */
let folder
let manifest
let sizes

/** Gzipped bytes of one built file. */
function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(folder, file))).length)
  return sizes.get(file)
}

/** A chunk and everything it imports before it can run. */
function needed(key, found = new Set()) {
  if (found.has(key)) return found
  found.add(key)
  for (const imported of manifest[key].imports ?? []) needed(imported, found)
  return found
}

const sum = (files) => [...files].reduce((total, file) => total + size(file), 0)
const scripts = (keys) => new Set([...keys].map((key) => manifest[key].file))
const styles = (keys) => new Set([...keys].flatMap((key) => manifest[key].css ?? []))
const kB = (bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`

/** Prints one app; answers the gzipped JavaScript of its first load. */
function weigh({ name, folder: built, languages, budget }) {
  folder = built
  manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'))
  sizes = new Map()
  const spoken = Object.keys(manifest).filter((key) => languages.test(key))
  const byWeight = spoken.toSorted((a, b) => sum(scripts(needed(b))) - sum(scripts(needed(a))))
  if (byWeight[0] === undefined) throw new Error('The catalogues of texts are not in the build')
  const first = needed(byWeight[0], needed(entry))
  const firstScripts = scripts(first)
  const firstBytes = sum(firstScripts)
  console.log(`${name}\n${kB(firstBytes)}  first load, JavaScript (budget ${budget / 1000} kB)`)
  console.log(`${kB(sum(styles(first)))}  first load, styles\n\nWhat each lazy page adds:`)
  const added = [...lazyOf(first)].map((key) => ({ key, bytes: sum([...scripts(needed(key))].filter((file) => !firstScripts.has(file))) }))
  for (const { key, bytes } of added.toSorted((a, b) => b.bytes - a.bytes)) console.log(`${kB(bytes)}  ${key}`)
  console.log('')
  if (firstBytes > budget) process.exitCode = 1
  return firstBytes
}

/** What is loaded later on, by what is there at first or by one another. */
function lazyOf(first) {
  const found = new Set()
  for (const key of [...first]) for (const lazy of manifest[key].dynamicImports ?? []) found.add(lazy)
  for (const key of found) for (const each of needed(key)) for (const lazy of manifest[each].dynamicImports ?? []) found.add(lazy)
  return found
}

const [firstLoadJavaScript, portalFirstLoadJavaScript] = apps.map(weigh)
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ firstLoadJavaScript, budget: apps[0].budget, portalFirstLoadJavaScript, portalBudget: apps[1].budget }))
}
