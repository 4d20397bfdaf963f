/** A clock that whole programs read instead of the machine's, by Debian's libfaketime: it goes on at the usual pace from where it is set. */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'
export const canFakeTime = existsSync(library)

export interface FakeClock {
  /** For a program that is to read it. */
  env: Record<string, string>
  set(time: number): void
  now(): number
  remove(): void
}

export function makeFakeClock(): FakeClock {
  const home = mkdtempSync(join(tmpdir(), 'healthcrm-clock-'))
  // A database's user reads it too.
  chmodSync(home, 0o755)
  const file = join(home, 'offset')
  let ahead = 0
  return {
    env: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
    set: (time) => {
      ahead = Math.round((time - Date.now()) / 1000) * 1000
      writeFileSync(file, `+${ahead / 1000}\n`, { mode: 0o644 })
    },
    now: () => Date.now() + ahead,
    remove: () => rmSync(home, { recursive: true }),
  }
}
