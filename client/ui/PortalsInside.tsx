import { type MantineThemeOverride, MantineThemeProvider } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'

/**
 * Lists and menus that drop from a control open inside the element with this id: in a dialog everything outside is
 * inert, and on a page what stands outside its landmarks is lost to a screen reader.
 */
export function PortalsInside({ id, children }: { id: string; children: ReactNode }) {
  const theme = useMemo<MantineThemeOverride>(
    // By selector: Mantine merges themes deeply, and an element would lead it through the whole document.
    () => ({ components: { Portal: { defaultProps: { target: `#${CSS.escape(id)}`, reuseTargetNode: false } } } }),
    [id],
  )
  return <MantineThemeProvider theme={theme}>{children}</MantineThemeProvider>
}
