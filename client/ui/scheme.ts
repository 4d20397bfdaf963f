/** Our own variables in light and dark, for the staff app and the portal. */
import { hues } from './hues.ts'

const huePairs = (text: 0 | 2, tint: 1 | 3) =>
  Object.fromEntries(
    Object.entries(hues).flatMap(([name, hue]) => [
      [`--hc-${name}`, hue[text]],
      [`--hc-${name}-tint`, hue[tint]],
    ]),
  )

export const lightScheme: Readonly<Record<string, string>> = {
  ...huePairs(0, 1),
  '--hc-text': '#1c1b19',
  '--hc-dimmed': '#67635b',
  '--hc-app': '#faf9f7',
  '--hc-surface': '#ffffff',
  '--hc-sunken': '#f6f4f0',
  '--hc-hover': '#f7f5f2',
  '--hc-selected': '#eaf4f7',
  '--hc-line': '#eae7e1',
  '--hc-line-strong': '#dad6ce',
  '--hc-skeleton': '#eae7e1',
  '--hc-control': '#8f8a80',
  '--hc-accent': '#0f5f75',
  '--hc-accent-fill': '#0f5f75',
  '--hc-text2': '#45423c',
  '--hc-shadow': '0 1px 2px rgb(28 27 25 / .05)',
  '--hc-pop': '0 8px 28px rgb(28 27 25 / .12)',
}

export const darkScheme: Readonly<Record<string, string>> = {
  ...huePairs(2, 3),
  '--hc-text': '#edebe6',
  '--hc-dimmed': '#aaa69d',
  '--hc-app': '#131311',
  '--hc-surface': '#1a1a18',
  '--hc-sunken': '#161614',
  '--hc-hover': '#20201d',
  '--hc-selected': '#16292f',
  '--hc-line': '#2b2b28',
  '--hc-line-strong': '#45443f',
  '--hc-skeleton': '#363632',
  '--hc-control': '#77736b',
  '--hc-accent': '#7cc7da',
  '--hc-accent-fill': '#1a7087',
  '--hc-text2': '#cfccc5',
  '--hc-shadow': 'none',
  '--hc-pop': '0 8px 28px rgb(0 0 0 / .5)',
}
