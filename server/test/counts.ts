/** `npm test` runs the trust tests with small counts, `npm run test:trust` with those that `docs/operations/trust.md` promises. */
export const fullTrust = process.env.TRUST === 'full'

export const counts = (small: number, full: number) => (fullTrust ? full : small)

/** Figures that a run is asked for in the closing note. */
export const tell = (line: string) => console.info(line)

/** How many times longer a piece of work takes now than it would on a machine that has nothing else to do; at least 1. */
export function slowness(): number {
  const began = performance.now()
  const cpu = process.cpuUsage()
  const spent = () => {
    const { user, system } = process.cpuUsage(cpu)
    return (user + system) / 1000
  }
  while (spent() < 60) for (let at = 0; at < 10_000; at++) Math.sqrt(at)
  return Math.max(1, (performance.now() - began) / spent())
}
