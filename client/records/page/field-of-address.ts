import { type RefObject, useEffect } from 'react'
import { t } from '../../lib/messages.ts'
import { fieldLabel } from '../field-words.ts'

/** An address that ends in `#phone` opens the record with that field ready to be typed into; what cannot be edited stays at rest. */
export function useFieldOfAddress(frame: RefObject<HTMLElement | null>, person: string): void {
  useEffect(() => {
    const name = window.location.hash.slice(1)
    if (!name || !frame.current) return
    const field = fieldLabel(name)
    const titles = [t('leads.edited', { field, name: person }), field]
    const targets = [...frame.current.querySelectorAll<HTMLElement>('button[title]')]
    const target = targets.find(({ title }) => titles.includes(title))
    target?.scrollIntoView({ block: 'center' })
    target?.click()
    // Once: whoever goes back and comes again finds the record at rest.
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  }, [frame, person])
}
