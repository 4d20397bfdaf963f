import { useEffect, useRef, useState } from 'react'
import { onAnswer } from './http.ts'
import { type IdleState, type IdleWatch, watchIdle } from './idle.ts'
import { useStable } from './stable.ts'

type Idle = {
  /** How long a screen may lie unused. */
  seconds: number
  keepAlive: () => void
  end: () => void
  /** Under which name the browser's tabs tell one another of their use; the staff's by default. */
  clock?: string
}

/** The seconds that are left once an unused screen is about to be signed out, and how one says that one is still there. */
export function useIdleWarning({ seconds, clock, ...acts }: Idle): { secondsLeft: number; stay: () => void } | undefined {
  const watch = useRef<IdleWatch>(undefined)
  const [state, setState] = useState<IdleState>()
  const keepAlive = useStable(acts.keepAlive)
  const end = useStable(acts.end)
  useEffect(() => {
    const change = (next: IdleState) => (next.ended ? end() : setState(next))
    watch.current = watchIdle(seconds, { change, keepAlive, clock })
    onAnswer(watch.current.answered)
    return () => watch.current?.stop()
  }, [seconds, clock, keepAlive, end])
  return state?.warning ? { secondsLeft: state.secondsLeft, stay: () => watch.current?.touch() } : undefined
}
