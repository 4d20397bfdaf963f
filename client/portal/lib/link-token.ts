/**
 * The secret of a link, from behind its `#`, which no server log ever sees. It is taken out of the address at once, so
 * that it stays neither in the history nor on a shared screen.
 */
import { useState } from 'react'

export function useLinkToken(): string | undefined {
  const [token] = useState(takeToken)
  return token
}

/** Kept for the page's lifetime: a page rendered twice would find its address already cleaned. */
let taken: string | undefined

function takeToken(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token) {
    taken = token
    history.replaceState(null, '', location.pathname)
  }
  return taken
}
