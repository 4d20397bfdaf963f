/** Sets of time as lists of half-open intervals. */
export type Interval = readonly [from: number, to: number]

/** In order, touching and overlapping ones made one. */
export function unite(intervals: readonly Interval[]): Interval[] {
  const united: [number, number][] = []
  for (const [from, to] of intervals.filter(([start, end]) => start < end).toSorted(([a], [b]) => a - b)) {
    const last = united.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else united.push([from, to])
  }
  return united
}

/** What both hold. */
export function intersect(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  return some.flatMap(([from, to]) =>
    others.map(([start, end]): Interval => [Math.max(from, start), Math.min(to, end)]).filter(([start, end]) => start < end),
  )
}

/** What the first hold and the second do not. */
export function subtract(some: readonly Interval[], taken: readonly Interval[]): Interval[] {
  let left = [...some]
  for (const [start, end] of taken)
    left = left.flatMap(([from, to]): Interval[] =>
      end <= from || to <= start
        ? [[from, to]]
        : [
            [from, start],
            [end, to],
          ].flatMap(([a = 0, b = 0]): Interval[] => (a < b ? [[a, b]] : [])),
    )
  return left
}
