import { localStorageColorSchemeManager, useMantineColorScheme } from '@mantine/core'

export const themeChoices = ['light', 'dark', 'auto'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** The key is read by index.html too, before the first paint. */
export const themeStore = localStorageColorSchemeManager({ key: 'healthcrm.theme' })

export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  return [colorScheme, setColorScheme]
}
