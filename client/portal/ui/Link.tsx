import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react'
import { goTo, hrefOf, type Place } from '../lib/router.ts'

export type LinkProps = Place & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { children: ReactNode; replace?: boolean }

/** A real link, followed without loading the page anew. */
export function Link({ replace, children, ...given }: LinkProps) {
  const href = hrefOf(given)
  const { to: _to, params: _params, search: _search, ...rest } = given
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    goTo(href, { replace: replace ?? false })
  }
  return (
    <a {...rest} href={href} onClick={follow}>
      {children}
    </a>
  )
}
