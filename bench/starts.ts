/** How long a second `npm start` takes, and what a browser loads first. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root, startProcess } from './processes.ts'

/** Seconds from the command to the line that says ready; the first start has made database and pages. */
export async function secondStart(): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'healthcrm-bench-start-'))
  const start = () => startProcess({ command: ['npm', 'start'], env: { DATA_DIR: dataDir, PORT: '0' } })
  try {
    await (await start()).stop()
    const began = performance.now()
    const again = await start()
    const seconds = (performance.now() - began) / 1000
    await again.stop()
    return seconds
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** kB of gzipped JavaScript before the staff app shows anything. */
export async function firstLoad(): Promise<number> {
  const script = join(root, 'scripts', 'bundle-size.mjs')
  // It fails when the budget is broken, and has printed the figure then too.
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--json']).catch((error: { stdout?: string }) => ({
    stdout: error.stdout ?? '',
  }))
  const bytes = /"firstLoadJavaScript":(\d+)/.exec(stdout)?.[1]
  if (!bytes) throw new Error('The pages are not built')
  return Number(bytes) / 1000
}
