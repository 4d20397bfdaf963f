/** Names of PostgreSQL's write-ahead log: timeline, then the number of the 16 MiB segment, in hexadecimal. */
const segmentsPerLog = 256n

const segment = /^[0-9A-F]{24}$/
const history = /^[0-9A-F]{8}\.history$/
const other = /^[0-9A-F]{24}(\.partial|\.[0-9A-F]{8}\.backup)$/

export const isSegment = (name: string) => segment.test(name)
export const isHistory = (name: string) => history.test(name)
/** What PostgreSQL hands over to be archived, not a draft of it. */
export const isArchivable = (name: string) => isSegment(name) || isHistory(name) || other.test(name)

export const timelineOf = (name: string) => Number.parseInt(name.slice(0, 8), 16)

/** Its place in the log, whatever the timeline. */
export function numberOf(name: string): bigint {
  return BigInt(`0x${name.slice(8, 16)}`) * segmentsPerLog + BigInt(`0x${name.slice(16, 24)}`)
}

export function segmentName(timeline: number, number: bigint): string {
  const hex = (value: bigint | number) => value.toString(16).toUpperCase().padStart(8, '0')
  return hex(timeline) + hex(number / segmentsPerLog) + hex(number % segmentsPerLog)
}

/** Of a place in the log given as a number of bytes. */
export const segmentOf = (lsn: bigint): bigint => lsn / (16n * 1024n * 1024n)

/** Segments that are missing between the first and the last of a timeline, in order. */
export function gapsIn(names: readonly string[]): string[] {
  const timelines = Map.groupBy(names.filter(isSegment), timelineOf)
  return [...timelines].flatMap(([timeline, own]) => {
    const present = new Set(own.map(numberOf))
    const numbers = [...present].sort((a, b) => (a < b ? -1 : 1))
    const missing: string[] = []
    for (let number = numbers[0] ?? 0n; number < (numbers.at(-1) ?? 0n); number++) {
      if (!present.has(number)) missing.push(segmentName(timeline, number))
    }
    return missing
  })
}
