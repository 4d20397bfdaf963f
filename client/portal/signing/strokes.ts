/** What was drawn as whole numbers, x and y in turn: that is what gets signed. */

type Drawn = readonly { points: readonly { x: number; y: number }[] }[]

/** As much of a stroke as the server takes. */
const mostPoints = 2000
const furthest = 4000

export function strokesOf(drawn: Drawn): number[][] {
  return drawn.filter(({ points }) => points.length > 0).map(({ points }) => thinned(points).flatMap(({ x, y }) => [whole(x), whole(y)]))
}

const whole = (value: number) => Math.max(-furthest, Math.min(furthest, Math.round(value)))

/** Every second, third, ... point of a stroke with too many. */
function thinned<T>(points: readonly T[]): readonly T[] {
  const step = Math.ceil(points.length / mostPoints)
  return step <= 1 ? points : points.filter((_, at) => at % step === 0)
}
