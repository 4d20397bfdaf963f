import { useSyncExternalStore } from 'react'

/** Widths at which the layout changes: below `phone` rows have two lines, below `narrow` a panel is a page. */
export const widths = { phone: 600, narrow: 900 } as const

export function useNarrowerThan(width: number): boolean {
  const query = `(max-width: ${width - 0.02}px)`
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}
