import { type KeyHint, KeyHints } from '../ui/KeyHints.tsx'
import { LiveState } from '../ui/LiveState.tsx'

/** Which keys work on the list, and how fresh it is. */
export function ListFoot({ hints }: { hints: readonly KeyHint[] }) {
  return (
    <KeyHints hints={hints}>
      <LiveState />
    </KeyHints>
  )
}
