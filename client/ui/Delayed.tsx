import { type ReactNode, useEffect, useState } from 'react'

/** Shows its content only after a moment: what loads quickly should not flicker. */
export function Delayed({ children, milliseconds = 150 }: { children: ReactNode; milliseconds?: number }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds])
  return shown ? children : null
}
