// Programs of Debian's that some lanes need, installed where that is possible.
import { existsSync } from 'node:fs'
import { run, say } from './tools.mjs'

/** From the program that shows a package is there to the package's name; answers the names of those that stay missing. */
export async function ensurePrograms(programs) {
  const missing = () => Object.entries(programs).flatMap(([path, name]) => (existsSync(path) ? [] : [name]))
  const wanted = missing()
  if (wanted.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say(`Installing ${wanted.join(', ')} ...`)
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run(['apt-get', 'update', '-qq'], { env, output: 'ignore' })
    await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...wanted], { env, output: 'ignore' })
  }
  return missing()
}
