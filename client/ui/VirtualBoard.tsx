import { Suspense, use } from 'react'
import type { VirtualBoardProps } from './board.ts'
import { SkeletonRows } from './SkeletonRows.tsx'

let loading: Promise<typeof import('./BoardView.tsx')> | undefined
const loadBoard = () => {
  loading ??= import('./BoardView.tsx')
  return loading
}

/** The board comes with its drag and drop, which a page that opens as a table need not carry. */
export function VirtualBoard<Card>(props: VirtualBoardProps<Card>) {
  return (
    <Suspense fallback={<SkeletonRows rows={4} columns={props.columns.length} height={100} />}>
      <LoadedBoard {...props} />
    </Suspense>
  )
}

function LoadedBoard<Card>(props: VirtualBoardProps<Card>) {
  const { BoardView } = use(loadBoard())
  return <BoardView {...props} />
}
