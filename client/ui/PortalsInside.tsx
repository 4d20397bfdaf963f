import { type MantineThemeOverride, MantineThemeProvider } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'

/**
 * Lists and menus that drop from a control open inside `target`: in a dialog everything outside is inert, and on a page
 * what stands outside its landmarks is lost to a screen reader.
 */
export function PortalsInside({ target, children }: { target: HTMLElement | null; children: ReactNode }) {
  const theme = useMemo<MantineThemeOverride>(
    () => ({ components: { Portal: { defaultProps: target ? { target, reuseTargetNode: false } : {} } } }),
    [target],
  )
  return <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
}
