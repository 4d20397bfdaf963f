/** What a board is given: its columns, its cards, and how they look and move. */
import type { ReactNode } from 'react'
import type { More } from './More.tsx'

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
