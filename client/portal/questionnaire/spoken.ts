import { createContext, useContext } from 'react'
import type { Language } from '#shared/values'
import { useLanguage } from '../../lib/language.ts'

/** Set where the questions are shown in another language than the page's own: in the preview that staff have. */
export const SpokenContext = createContext<Language | undefined>(undefined)

export function useSpoken(): Language {
  const own = useLanguage()
  return useContext(SpokenContext) ?? own
}
