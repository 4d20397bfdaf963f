import { Delayed } from '../ui/Delayed.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'

/** Hours as lines, until the calendar is there. */
export function GridSkeleton() {
  return (
    <Delayed>
      <SkeletonRows rows={12} columns={7} height={56} />
    </Delayed>
  )
}
