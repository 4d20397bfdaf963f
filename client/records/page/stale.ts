/** Asks which of two versions of a record stays. */
import { questions } from '../../ui/asking.ts'

/** A row of either kind, by the names of its fields. */
export type Row = Readonly<Record<string, unknown>>

export type Versions = {
  /** What the dialog calls it. */
  name: string
  /** The row as somebody else left it. */
  theirs: Row
  /** What I want to change. */
  mine: Row
  /** What I saw when I changed it. */
  seen: Row
}
export type Choice = 'mine' | 'theirs'

export const versionChoices = questions<Versions, Choice>('theirs')
export const chooseVersion = versionChoices.ask

/** Kept by the server itself: no choice hangs on them. */
const bookkeeping = new Set(['id', 'createdAt', 'updatedAt', 'lastPortalLogin', 'stageEnteredAt', 'clock', 'nextStep', 'byHand'])

/** The fields in which two versions of a record differ for somebody who looks at them. */
export const differences = (seen: Row, now: Row): string[] =>
  Object.keys(now).filter((name) => !bookkeeping.has(name) && name in seen && (seen[name] ?? null) !== (now[name] ?? null))
