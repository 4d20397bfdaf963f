import { useCallback, useLayoutEffect, useRef } from 'react'

/** A function that stays the same from render to render and always does what the latest one would. */
export function useStable<Given extends unknown[], Answer>(run: (...given: Given) => Answer): (...given: Given) => Answer {
  const latest = useRef(run)
  useLayoutEffect(() => {
    latest.current = run
  })
  return useCallback((...given: Given) => latest.current(...given), [])
}
