// Some npm versions drop from package-lock.json the packages of other platforms that the registry in use does not carry,
// and `npm ci` then refuses the lock file. This puts them back by name and version: node scripts/complete-lock.mjs
// With --check it only says whether some are missing, by its exit code.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, home, say } from './tools.mjs'

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']
const libraries = { musl: 'musl', musleabihf: 'musl', gnu: 'glibc', gnueabihf: 'glibc' }

const path = join(home, 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const missing = missingPackages(lock.packages)
if (process.argv.includes('--check')) {
  if (missing.length > 0)
    giveUp(`package-lock.json lacks ${missing.length} packages of other platforms: run node scripts/complete-lock.mjs`)
  process.exit(0)
}
for (const { name, version, dev } of missing) lock.packages[`node_modules/${name}`] = entryFor(name, version, dev)
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
say(`${missing.length} packages of other platforms put back.`)

/** The optional dependencies that no entry answers, wherever npm would look for them. */
function missingPackages(packages) {
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !places(place, name).some((candidate) => packages[candidate]))
      .map(([name, wanted]) => ({ name, version: wanted.replace(/^[~^]/, ''), dev: entry.dev })),
  )
}

function places(place, name) {
  const parts = place.split('/node_modules/')
  const above = parts.map((_, index) => parts.slice(0, index + 1).join('/node_modules/'))
  return [...above.filter(Boolean).map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`]
}

/** Platform packages say in their name what they are for, which is all npm needs to leave them out elsewhere. */
function entryFor(name, version, dev) {
  const words = name.split(/[/-]/)
  const cpu = words.filter((word) => processors.includes(word))
  if (words.includes('arm') === false && words.includes('gnueabihf')) cpu.push('arm')
  const os = words.map((word) => (word === 'linuxmusl' ? 'linux' : word)).filter((word) => systems.includes(word))
  const libc = words.map((word) => libraries[word]).filter(Boolean)
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev: true }),
    ...(libc.length > 0 && os.includes('linux') && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  }
}
