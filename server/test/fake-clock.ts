/** A clock that whole programs read instead of the machine's, by Debian's libfaketime: it goes on at the usual pace from where it is set. */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'
export const canFakeTime = existsSync(library)

/** Whether the embedded PostgreSQL may be given it too. */
export const canFakeTimeThroughout = () =>
  canFakeTime && process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true'], { stdio: 'ignore' }).status === 0

export interface FakeClock {
  /** For a program that is to read it. */
  env: Record<string, string>
  /** The command under which PostgreSQL reads the clock too, though setpriv starts it with no environment of ours. */
  throughout(command: string[]): string[]
  set(time: number): void
  now(): number
  remove(): void
}

/**
 * Of programs that were killed, libfaketime leaves a lock behind under the number of the process: the next program that
 * happens to get that number would wait for it for ever.
 */
function sweepLocks(): void {
  for (const name of readdirSync('/dev/shm')) {
    const [, pid] = /faketime_(?:sem|shm)_(\d+)$/.exec(name) ?? []
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(join('/dev/shm', name), { force: true })
  }
}

export function makeFakeClock(): FakeClock {
  if (canFakeTime) sweepLocks()
  const home = mkdtempSync(join(tmpdir(), 'healthcrm-clock-'))
  // A database's user reads it too.
  chmodSync(home, 0o755)
  const file = join(home, 'offset')
  let ahead = 0
  const env = { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  return {
    env,
    throughout: (command) => {
      const [real, ours] = ['/usr/bin/setpriv', join(home, 'setpriv.sh')]
      const plain = join(home, 'setpriv')
      copyFileSync(real, plain)
      const given = Object.entries(env).map(([name, value]) => `${name}=${value}`)
      const script = `#!/bin/sh
for word; do
  shift
  set -- "$@" "$word"
  [ "$word" = -- ] && set -- "$@" env ${given.join(' ')}
done
exec ${plain} "$@"
`
      writeFileSync(ours, script, { mode: 0o755 })
      return ['unshare', '--mount', 'sh', '-c', `mount --bind ${ours} ${real} && exec "$@"`, 'sh', ...command]
    },
    set: (time) => {
      ahead = Math.round((time - Date.now()) / 1000) * 1000
      writeFileSync(file, `+${ahead / 1000}\n`, { mode: 0o644 })
    },
    now: () => Date.now() + ahead,
    remove: () => rmSync(home, { recursive: true }),
  }
}
