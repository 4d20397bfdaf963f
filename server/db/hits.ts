/** How often what an instance keeps served, for its figures. */
export interface Hits {
  hits: number
  misses: number
  count(isHit: boolean): void
}

const all = new Map<string, Hits>()

export function hitsOf(name: string): Hits {
  const known = all.get(name)
  if (known) return known
  const made: Hits = {
    hits: 0,
    misses: 0,
    count: (isHit) => {
      if (isHit) made.hits += 1
      else made.misses += 1
    },
  }
  all.set(name, made)
  return made
}

export const allHits = (): ReadonlyMap<string, Hits> => all
