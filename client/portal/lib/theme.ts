/** Light and dark with the variables that the staff app has, without its widgets. */

import { readPreference, usePreference } from '../../lib/preference.ts'
import { darkScheme, lightScheme } from '../../ui/scheme.ts'

export const themeChoices = ['auto', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** Read by index.html too, before the first paint. */
const preference = 'theme'
const prefersDark = matchMedia('(prefers-color-scheme: dark)')

/** Puts the variables of both schemes on the page; a sheet made in script needs no leave of the content security policy. */
export function paintScheme() {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`${rule(':root', lightScheme)}${rule(':root[data-scheme="dark"]', darkScheme)}`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  prefersDark.addEventListener('change', () => wear(known(readPreference(preference, 'auto'))))
}

export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const [choice, keep] = usePreference(preference, 'auto')
  return [
    known(choice),
    (next) => {
      keep(next)
      wear(next)
    },
  ]
}

const known = (choice: string): ThemeChoice => themeChoices.find((each) => each === choice) ?? 'auto'

function wear(choice: ThemeChoice) {
  const dark = choice === 'dark' || (choice === 'auto' && prefersDark.matches)
  document.documentElement.dataset.scheme = dark ? 'dark' : 'light'
}

const rule = (selector: string, values: Readonly<Record<string, string>>) =>
  `${selector}{${Object.entries(values)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')}}`
