/** A drawn signature: strokes of x, y, x, y, ... A touch by mistake is none. */
const leastLength = 30

export const isDrawn = (strokes: readonly (readonly number[])[]) =>
  strokes.reduce((length, stroke) => length + lengthOf(stroke), 0) >= leastLength

function lengthOf(stroke: readonly number[]): number {
  let length = 0
  for (let at = 2; at + 1 < stroke.length; at += 2)
    length += Math.hypot((stroke[at] ?? 0) - (stroke[at - 2] ?? 0), (stroke[at + 1] ?? 0) - (stroke[at - 1] ?? 0))
  return length
}
