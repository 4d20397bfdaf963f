/** The state of the inbox in its address. */
import { idIn, oneOf } from '../lib/search-params.ts'

export interface TalksSearch {
  whose?: 'mine'
  show?: 'waiting'
  /** Whose talk is open, by their lead. */
  with?: number
}

export const readTalksSearch = (raw: Record<string, unknown>): TalksSearch => ({
  whose: oneOf(raw, 'whose', ['mine']),
  show: oneOf(raw, 'show', ['waiting']),
  with: idIn(raw, 'with'),
})
