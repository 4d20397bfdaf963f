/** The bulk job one waits for: remembered by the browser, so that another page or a reload goes on showing it. */
import { usePreference } from '../../lib/preference.ts'

export function useRunningJob(): [number | undefined, (id: number | undefined) => void] {
  const [kept, keep] = usePreference('bulk-job', '')
  const id = Number(kept)
  return [id > 0 ? id : undefined, (next) => keep(next === undefined ? '' : String(next))]
}
