import { SkeletonRows } from '../ui/SkeletonRows.tsx'

/** Hours as lines, until the calendar is there. */
export function GridSkeleton() {
  return <SkeletonRows rows={12} columns={7} height={56} />
}
