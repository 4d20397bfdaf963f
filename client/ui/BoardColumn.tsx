import { Draggable, type DraggableProvided, Droppable, type DroppableProvided } from '@hello-pangea/dnd'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactNode, useId, useRef } from 'react'
import { count } from '../lib/dates.ts'
import { CardsSkeleton } from './BoardSkeleton.tsx'
import type { BoardColumn, CardLook } from './board.ts'
import { MoreState, useLoadMore } from './More.tsx'
import classes from './VirtualBoard.module.css'

const gap = 8

type ColumnProps<Card> = { column: BoardColumn<Card>; look: CardLook<Card>; selected: number | undefined; emptyColumn: string }

function PlainBoardColumn<Card>({ column, look, selected, emptyColumn }: ColumnProps<Card>) {
  const headingId = useId()
  const cards = column.cards
  return (
    <section className={classes.column} aria-labelledby={headingId}>
      <h2 id={headingId} className={classes.heading}>
        {column.glyph}
        {column.title}
        <span className={classes.count}>{count(column.count ?? cards.length)}</span>
      </h2>
      <Droppable
        droppableId={column.id}
        mode="virtual"
        renderClone={(provided, _snapshot, { source }) => {
          const card = cards[source.index]
          return <CardFrame provided={provided} card={card} look={look} dragging />
        }}
      >
        {(provided, { isDraggingOver, isUsingPlaceholder }) => (
          <ColumnBody
            {...{ column, look, selected, provided, emptyColumn }}
            over={isDraggingOver}
            slots={cards.length + (isUsingPlaceholder ? 1 : 0)}
          />
        )}
      </Droppable>
    </section>
  )
}

/** Glyphs and loaders are made anew at each render and say nothing new. */
function sameColumn<Card>(before: ColumnProps<Card>, now: ColumnProps<Card>): boolean {
  const { column: a } = before
  const { column: b } = now
  const sameMore = a.more.has === b.more.has && a.more.loading === b.more.loading && a.more.failed === b.more.failed
  const sameFace = a.id === b.id && a.title === b.title && a.count === b.count && a.cards === b.cards
  return sameMore && sameFace && before.look === now.look && before.selected === now.selected
}

// memo loses the type parameter; the cast gives back what the plain component says.
export const BoardColumnView = memo(PlainBoardColumn, sameColumn) as typeof PlainBoardColumn

type BodyProps<Card> = ColumnProps<Card> & {
  provided: DroppableProvided
  over: boolean
  /** The cards, and one more place while a card from elsewhere hovers. */
  slots: number
}

function ColumnBody<Card>({ column, look, selected, provided, emptyColumn, over, slots }: BodyProps<Card>) {
  const scroller = useRef<HTMLDivElement>(null)
  const { cards, more } = column
  const virtualizer = useVirtualizer({
    count: slots,
    getScrollElement: () => scroller.current,
    estimateSize: () => look.cardHeight + gap,
    paddingStart: 2,
    paddingEnd: 12,
    overscan: 3,
  })
  const items = virtualizer.getVirtualItems()
  useLoadMore(items.at(-1)?.index ?? 0, cards.length, more)
  const setScroller = (element: HTMLDivElement | null) => {
    scroller.current = element
    provided.innerRef(element)
  }
  return (
    <div ref={setScroller} {...provided.droppableProps} className={classes.cards} data-over={over || undefined}>
      {cards.length === 0 && !more.loading && !more.failed && <p className={classes.empty}>{emptyColumn}</p>}
      <div style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const card = cards[index]
          if (card === undefined) return null
          const id = String(look.cardId(card))
          return (
            <Draggable key={id} draggableId={id} index={index} isDragDisabled={!look.canMove(card)}>
              {(draggable) => <CardFrame provided={draggable} card={card} look={look} top={start} open={look.cardId(card) === selected} />}
            </Draggable>
          )
        })}
      </div>
      {cards.length === 0 && more.loading ? <CardsSkeleton /> : <MoreState more={more} />}
    </div>
  )
}

type CardFrameProps<Card> = {
  provided: DraggableProvided
  card: Card | undefined
  look: CardLook<Card>
  top?: number
  dragging?: boolean
  open?: boolean
}

function CardFrame<Card>({ provided, card, look, top, dragging, open }: CardFrameProps<Card>) {
  if (card === undefined) return null
  const id = look.cardId(card)
  const place = dragging ? {} : { position: 'absolute' as const, top, left: 0, right: 0 }
  const handle = provided.dragHandleProps ?? { role: 'button', tabIndex: 0 }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the drag handle's props make it a button.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the board hears Enter for all of its cards.
    <div
      ref={provided.innerRef}
      {...provided.draggableProps}
      {...handle}
      data-card={id}
      className={classes.card}
      data-dragging={dragging}
      data-open={open || undefined}
      style={{ ...place, height: look.cardHeight, ...provided.draggableProps.style }}
      onClick={() => look.onOpen(card)}
    >
      <CardFace card={card} renderCard={look.renderCard} />
    </div>
  )
}

/** While a card moves all frames are placed again; what is on them stays. */
const CardFace = memo(PlainCardFace) as typeof PlainCardFace

function PlainCardFace<Card>({ card, renderCard }: { card: Card; renderCard: (card: Card) => ReactNode }) {
  return renderCard(card)
}
