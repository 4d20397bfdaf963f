/** Chance that is the same at every run: what the demo clinic is made of. */
export interface Chance {
  /** A number from `low` to `high`, with fractions. */
  spread(low: number, high: number): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** True in so many of hundred cases. */
  percent(cases: number): boolean
  pick<T>(choices: readonly T[]): T
  /** Choices with their weights. */
  weigh<T>(choices: readonly (readonly [T, number])[]): T
}

export function chanceOf(seed: number): Chance {
  const fraction = fractions(seed)
  const spread = (low: number, high: number) => low + fraction() * (high - low)
  return {
    spread,
    between: (low, high) => Math.floor(spread(low, high + 1)),
    percent: (cases) => fraction() * 100 < cases,
    pick: (choices) => at(choices, Math.floor(fraction() * choices.length)),
    weigh: (choices) => weighed(choices, fraction()),
  }
}

/** Mulberry32: small, quick, good enough for a make-believe clinic. */
function fractions(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function weighed<T>(choices: readonly (readonly [T, number])[], fraction: number): T {
  let left = fraction * choices.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [choice, weight] of choices) {
    left -= weight
    if (left < 0) return choice
  }
  return at(choices, choices.length - 1)[0]
}

/** The entry at an index that is known to be there. */
export function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new RangeError(`Nothing at ${index} of ${list.length}`)
  return list[index] as T
}
