#!/usr/bin/env node
/**
 * Prints what the built staff app weighs in the browser, gzipped: the first load (what the entry needs before anything
 * is shown, with the heavier of the languages), then what each lazy page adds to it. Exits with 1 when the first load is over its budget.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = join(import.meta.dirname, '..', 'dist')
const budget = 180_000

const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'))
const sizes = new Map()

/** Gzipped bytes of one built file. */
function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file))).length)
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

const entryKey = Object.keys(manifest).find((key) => manifest[key].isEntry)
const languages = Object.keys(manifest).filter((key) => /^lib\/messages\/[a-z]+\.ts$/.test(key))
const heaviest = languages.toSorted((a, b) => size(manifest[b].file) - size(manifest[a].file))[0]
if (heaviest === undefined) throw new Error('The catalogues of texts are not in the build')
const first = needed(heaviest, needed(entryKey))
const firstScripts = scripts(first)
const firstBytes = sum(firstScripts)

console.log(`${kB(firstBytes)}  first load, JavaScript (budget ${budget / 1000} kB)`)
console.log(`${kB(sum(styles(first)))}  first load, styles\n`)
console.log('What each lazy page adds:')
const lazy = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry)
const added = lazy.map((key) => {
  const more = [...scripts(needed(key))].filter((file) => !firstScripts.has(file))
  return { key, bytes: sum(more) }
})
for (const { key, bytes } of added.toSorted((a, b) => b.bytes - a.bytes)) console.log(`${kB(bytes)}  ${key}`)

if (process.argv.includes('--json')) console.log(JSON.stringify({ firstLoadJavaScript: firstBytes, budget }))
if (firstBytes > budget) process.exitCode = 1
