import { type ReactNode, Suspense, use } from 'react'
import type { More } from './More.tsx'
import { SkeletonRows } from './SkeletonRows.tsx'

export type BoardColumn<Card> = {
  id: string
  title: string
  glyph: ReactNode
  /** All cards of the column, not only the loaded ones. */
  count?: number
  cards: readonly Card[]
  more: More
}

export type CardMove = { id: number; from: string; to: string }

export type CardLook<Card> = {
  cardId: (card: Card) => number
  cardName: (card: Card) => string
  /** Nothing inside may take the focus: the card itself is the button. */
  renderCard: (card: Card) => ReactNode
  /** Every card has this height, so that thousands need no measuring. */
  cardHeight: number
  canMove: (card: Card) => boolean
  onOpen: (card: Card) => void
}

export type VirtualBoardProps<Card> = CardLook<Card> & {
  label: string
  columns: readonly BoardColumn<Card>[]
  /** Must change what `columns` says at once, or the card jumps back for a moment. */
  onMove: (move: CardMove) => void
  emptyColumn: string
  /** The open card. */
  selected?: number
}

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
