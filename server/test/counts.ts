/** `npm test` runs the trust tests with small counts, `npm run test:trust` with those that `docs/operations/trust.md` promises. */
export const fullTrust = process.env.TRUST === 'full'

export const counts = (small: number, full: number) => (fullTrust ? full : small)

/** Figures that a run is asked for in the closing note. */
export const tell = (line: string) => console.info(line)
