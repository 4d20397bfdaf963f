import { type Hue, hueText } from './hues.ts'

/** A clock face that fills up with each step of `of`; the last one is a tick. Always beside its word. */
export function StatusGlyph({ step, of, hue, size = 14 }: { step: number; of: number; hue: Hue; size?: number }) {
  const color = hueText(hue)
  if (step >= of)
    return (
      <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
        <circle cx="7" cy="7" r="7" fill={color} />
        <path d="M4 7.2l2.1 2.1L10 5.2" fill="none" stroke="var(--hc-surface)" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
    )
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="7" cy="7" r="6.2" fill="none" stroke={color} strokeWidth="1.5" />
      <path d={slice(step / of)} fill={color} />
    </svg>
  )
}

/** A pie from twelve o'clock, inside the ring. */
function slice(part: number): string {
  const radius = 4
  const angle = part * 2 * Math.PI
  const x = 7 + radius * Math.sin(angle)
  const y = 7 - radius * Math.cos(angle)
  return `M7 7V${7 - radius}A${radius} ${radius} 0 ${part > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}Z`
}
