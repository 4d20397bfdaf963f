import type { ReactNode } from 'react'

type ScrollRegionProps = { className?: string; children: ReactNode } & ({ label: string } | { labelledBy: string })

/** A part of a page that scrolls by itself: named, and reached by keyboard, so that arrow keys scroll it. */
export function ScrollRegion({ className, children, ...named }: ScrollRegionProps) {
  const name = 'label' in named ? { 'aria-label': named.label } : { 'aria-labelledby': named.labelledBy }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <div className={className} tabIndex={0} role="group" {...name}>
      {children}
    </div>
  )
}
