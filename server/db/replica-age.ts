/** How old a replica's state is: since when the primary is further than it, by positions noted of the primary. */
export interface Sample {
  /** Milliseconds since 1970. */
  at: number
  /** In the write-ahead log. */
  position: number
}

const mostKept = 3600
/** At the start of a page the primary counts its header already, before anything is written after it. */
const pageHeader = 40

/** A position that stays is noted once: since when it is the newest. */
export function noteSample(samples: Sample[], sample: Sample): void {
  if (samples.at(-1)?.position === sample.position) return
  samples.push(sample)
  if (samples.length > mostKept) samples.shift()
}

export function ageOf(samples: readonly Sample[], replayed: number, now: number): number {
  const missed = samples.find(({ position }) => position > replayed + pageHeader)
  return missed ? now - missed.at : 0
}
