import { Suspense, use, useEffect } from 'react'
import { BoardSkeleton } from './BoardSkeleton.tsx'
import type { VirtualBoardProps } from './board.ts'

let loading: Promise<typeof import('./BoardView.tsx')> | undefined
const loadBoard = () => {
  loading ??= import('./BoardView.tsx')
  return loading
}

/** The board comes with its drag and drop, which a page that opens as a table need not carry. */
export function VirtualBoard<Card>(props: VirtualBoardProps<Card>) {
  return (
    <Suspense fallback={<BoardSkeleton columns={props.columns.length} />}>
      <LoadedBoard {...props} />
    </Suspense>
  )
}

/** While its cards are on the way; the board itself comes along. */
export function ComingBoard({ columns }: { columns?: number }) {
  useEffect(() => void loadBoard(), [])
  return <BoardSkeleton columns={columns} />
}

function LoadedBoard<Card>(props: VirtualBoardProps<Card>) {
  const { BoardView } = use(loadBoard())
  return <BoardView {...props} />
}
