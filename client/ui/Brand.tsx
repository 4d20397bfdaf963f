import { productColour } from '#shared/colours'
import classes from './Brand.module.css'

type BrandProps = {
  name: string
  note?: string
  /** The clinic's own; without one the product's. */
  colour?: string | null
}

export function Brand({ name, note, colour }: BrandProps) {
  return (
    <div className={classes.brand}>
      <BrandMark colour={colour ?? productColour} />
      <span className={classes.name} title={name}>
        {name} {note && <span className={classes.note}>{note}</span>}
      </span>
    </div>
  )
}

/** The drawing of `icon.svg`, white on the clinic's colour. */
export function BrandMark({ colour, size = 24 }: { colour: string; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden>
      <rect width="24" height="24" rx="6" fill={colour} />
      <path
        d="M4.5 12.5h3l2-5 4 9.5 2.2-4.5h3.8"
        fill="none"
        stroke="#fff"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
