import { useSyncExternalStore } from 'react'
import { asSentence, exactTime, relativeTime } from '../lib/dates.ts'

type RelativeTimeProps = {
  at: string
  /** Within other words: without the capital. */
  inSentence?: boolean
  className?: string
}

/** A time in words, the exact one on hover; the words move on by themselves. */
export function RelativeTime({ at, inSentence, className }: RelativeTimeProps) {
  const now = useNow()
  return (
    <time dateTime={at} title={exactTime(at)} className={className}>
      {inSentence ? relativeTime(at, now) : asSentence(relativeTime(at, now))}
    </time>
  )
}

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for all times on screen, every half minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  if (!timer) {
    now = Date.now()
    timer = setInterval(() => {
      now = Date.now()
      for (const each of listeners) each()
    }, 30_000)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
