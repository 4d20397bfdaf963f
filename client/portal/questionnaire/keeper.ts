/**
 * Keeps answers as they are given: shows them at once, sends what changed after a pause, tries again when that failed, and
 * brings two devices together. What both changed differently the person decides; nothing is overwritten in silence.
 */
import { isStatus } from '../../lib/problem.ts'

export type Kept = Readonly<Record<string, unknown>>
export interface Standing {
  answers: Kept
  revision: number
}
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict' | 'ended'
export interface View {
  answers: Kept
  state: SaveState
  /** Questions that both devices answered differently. */
  contested: readonly string[]
  /** How many answers came along from another device. */
  merged: number
}
interface Wiring {
  send: (revision: number, answers: Record<string, unknown>, leaving: boolean) => Promise<{ revision: number }>
  load: () => Promise<Standing>
  /** Milliseconds of quiet before a save, and before each further try. */
  pause?: number
  tries?: readonly number[]
}

export class Keeper {
  #base: Standing
  #mine: Kept = {}
  #theirs: Standing | undefined
  #view: View
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | undefined
  #failures = 0
  readonly #listeners = new Set<() => void>()
  readonly #wiring: Required<Wiring>

  constructor(start: Standing, wiring: Wiring) {
    this.#base = start
    this.#view = { answers: start.answers, state: 'saved', contested: [], merged: 0 }
    this.#wiring = { pause: 700, tries: [2_000, 5_000, 15_000, 30_000], ...wiring }
  }

  readonly view = () => this.#view
  readonly revision = () => this.#base.revision
  readonly isClean = () => isEmpty(this.#mine)
  readonly listen = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  set(id: string, answer: unknown) {
    // Null takes an answer away; on the way it means the same as none.
    this.#mine = { ...this.#mine, [id]: answer ?? null }
    if (this.#isHalted()) return this.#show({})
    this.#show({ state: 'waiting', merged: 0 })
    this.#later(this.#wiring.pause)
  }

  /** Sends what has not been sent yet; `leaving` when the page may be gone before the answer comes. */
  async flush(leaving = false): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#running) await this.#running
    if (this.isClean() || this.#isHalted()) return
    this.#running = this.#save(leaving)
    await this.#running
    this.#running = undefined
  }

  /** What is here goes on top of the other device's answers, or those replace it where both differ. */
  decide(keep: 'mine' | 'theirs') {
    if (!this.#theirs) return
    this.#base = this.#theirs
    this.#theirs = undefined
    const { contested } = this.#view
    if (keep === 'theirs') this.#mine = Object.fromEntries(Object.entries(this.#mine).filter(([id]) => !contested.includes(id)))
    this.#show({ state: this.isClean() ? 'saved' : 'waiting', contested: [] })
    this.#later(0)
  }

  async #save(leaving: boolean) {
    const sent = this.#mine
    this.#show({ state: 'saving' })
    try {
      const { revision } = await this.#wiring.send(this.#base.revision, { ...sent }, leaving)
      this.#base = { revision, answers: laidOver(this.#base.answers, sent) }
      this.#mine = Object.fromEntries(Object.entries(this.#mine).filter(([id, answer]) => answer !== sent[id]))
      this.#failures = 0
      this.#show({ state: this.isClean() ? 'saved' : 'waiting' })
      if (!this.isClean()) this.#later(this.#wiring.pause)
    } catch (error) {
      if (isStatus(error, 412)) return this.#meet()
      // Complete or gone: the page looks again.
      if (isStatus(error, 409, 404, 401)) return this.#show({ state: 'ended' })
      this.#tryAgain()
    }
  }

  /** Another device saved meanwhile. */
  async #meet() {
    try {
      const now = await this.#wiring.load()
      const before = this.#base.answers
      const differs = (id: string) => !same(now.answers[id], before[id])
      const contested = Object.keys(this.#mine).filter((id) => differs(id) && !same(now.answers[id], this.#mine[id]))
      if (contested.length) {
        this.#theirs = now
        return this.#show({ state: 'conflict', contested })
      }
      this.#base = now
      const merged = Object.keys({ ...now.answers, ...before }).filter(differs).length
      this.#show({ state: this.isClean() ? 'saved' : 'waiting', merged })
      this.#later(0)
    } catch {
      this.#tryAgain()
    }
  }

  #tryAgain() {
    const { tries, pause } = this.#wiring
    this.#show({ state: 'failed' })
    this.#later(tries[Math.min(this.#failures, tries.length - 1)] ?? pause)
    this.#failures += 1
  }

  /** Nothing is sent until the person, or the page, has dealt with it. */
  #isHalted() {
    return this.#view.state === 'conflict' || this.#view.state === 'ended'
  }

  #show(changes: Partial<View>) {
    this.#view = { ...this.#view, ...changes, answers: laidOver(this.#base.answers, this.#mine) }
    for (const listener of this.#listeners) listener()
  }

  #later(milliseconds: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), milliseconds)
  }
}

const isEmpty = (changes: Kept) => Object.keys(changes).length === 0
const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
const laidOver = (below: Kept, above: Kept): Kept =>
  Object.fromEntries(Object.entries({ ...below, ...above }).filter(([, answer]) => answer !== null && answer !== undefined))
