import type { ButtonHTMLAttributes, ReactNode } from 'react'
import classes from './Button.module.css'
import { Link, type LinkProps } from './Link.tsx'

/** One filled button a page: what one came to do. `quiet` has a border, `plain` none, `danger` takes something away. */
type Look = 'filled' | 'quiet' | 'plain' | 'danger'

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look
  /** Waits for the server: cannot be pressed twice, and keeps its words and the keyboard's place. */
  busy?: boolean
  /** As wide as the column. */
  wide?: boolean
}

export function Button({ look = 'quiet', busy, wide, type = 'button', disabled, className = '', onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`${classes.button} ${className}`}
      data-look={look}
      data-wide={wide || undefined}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </button>
  )
}

export function LinkButton({ look = 'quiet', wide, ...rest }: LinkProps & { look?: Look; wide?: boolean }) {
  return <Link {...rest} className={classes.button} data-look={look} data-wide={wide || undefined} />
}

/** A link out of the portal, such as a meeting's or a file's. */
export function OutLink({ href, look = 'quiet', wide, download, children }: OutLinkProps) {
  return (
    <a
      href={href}
      className={classes.button}
      data-look={look}
      data-wide={wide || undefined}
      {...(download ? { download } : { target: '_blank', rel: 'noreferrer' })}
    >
      {children}
    </a>
  )
}
type OutLinkProps = { href: string; look?: Look; wide?: boolean; download?: true; children: ReactNode }

/** Side by side where there is room. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>
}
