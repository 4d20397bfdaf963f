/** Contrast as WCAG counts it, between colours written `#rrggbb`. */

/** White marks are drawn on the clinic's colour: it has to let them be seen. */
export const leastLogoContrast = 3
export const productColour = '#0f5f75'

const channel = (hex: string, at: number) => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
const luminance = (hex: string) => 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5)

/** From 1 (the same) to 21 (black and white). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

export const showsWhite = (hex: string) => contrast(hex, '#ffffff') >= leastLogoContrast
