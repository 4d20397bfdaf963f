import { useEffect } from 'react'

/** What the browser's tab says; a screen reader hears it when the page changes. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · HealthCRM`
  }, [title])
}
