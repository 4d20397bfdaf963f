/** Between which two figures their median lies with so much certainty, however they are spread: from their order alone. */
export function intervalOf(figures: readonly number[], certainty = 0.9): readonly [number, number] {
  const sorted = figures.toSorted((one, other) => one - other)
  const count = sorted.length
  // How likely it is that so few of as many throws of a coin show heads.
  let [chance, tail, cut] = [0.5 ** count, 0.5 ** count, 0]
  while (cut + 1 < count / 2) {
    chance *= (count - cut) / (cut + 1)
    tail += chance
    if (tail > (1 - certainty) / 2) break
    cut += 1
  }
  return [sorted[cut] ?? Number.NaN, sorted[count - 1 - cut] ?? Number.NaN]
}
