import { useEffect } from 'react'
import { useStable } from '../../lib/stable.ts'

/** What a key pressed on the list asks of the record that it opens is done once. */
export function useOpeningKey<Intent>(intent: Intent | undefined, act: (intent: Intent) => void) {
  const hear = useStable(act)
  useEffect(() => {
    if (intent !== undefined) hear(intent)
  }, [intent, hear])
}
