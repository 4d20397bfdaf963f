/** Meaning colours: [light text, light tint, dark text, dark tint]. Text is >= 4.5:1 on its tint and on every surface. */
export const hues = {
  neutral: ['#57544d', '#efece7', '#bbb7ae', '#2c2b28'],
  petrol: ['#0f5f75', '#e2f0f4', '#7cc7da', '#11303a'],
  blue: ['#2a54a3', '#e8eefb', '#9dbbf5', '#1d2842'],
  violet: ['#5b3fa8', '#eeeafb', '#bfadf6', '#2b2444'],
  plum: ['#8b2f6c', '#f9e9f3', '#eda6d3', '#3a2033'],
  amber: ['#7d4e00', '#fbefd8', '#e8b75c', '#36290f'],
  ember: ['#a33b0a', '#fdeae0', '#f5a179', '#3c2116'],
  red: ['#a81f1e', '#fce8e7', '#f6958f', '#3f1d1c'],
  green: ['#1f6236', '#e3f3e8', '#82cf9b', '#173122'],
} as const
export type Hue = keyof typeof hues

export const hueText = (hue: Hue) => `var(--hc-${hue})`
export const hueTint = (hue: Hue) => `var(--hc-${hue}-tint)`
