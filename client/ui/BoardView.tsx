import { DragDropContext, type DropResult, type ResponderProvided } from '@hello-pangea/dnd'
import { useMemo } from 'react'
import { cspNonce } from '../lib/csp-nonce.ts'
import { t } from '../lib/messages.ts'
import { useStable } from '../lib/stable.ts'
import { BoardColumnView } from './BoardColumn.tsx'
import type { BoardColumn, CardLook, VirtualBoardProps } from './board.ts'
import { useCardKeys } from './board-keys.ts'
import { carryTouches } from './board-touch.ts'
import classes from './VirtualBoard.module.css'

/** Columns of cards that move by mouse, touch and keyboard (Space lifts, arrows move, Space drops, Escape gives up). */
export function BoardView<Card>({ label, columns, onMove, emptyColumn, selected, ...given }: VirtualBoardProps<Card>) {
  const onKeyDown = useCardKeys()
  const look = useLook(given)
  const words = announcements(columns, look)
  const end = (result: DropResult, { announce }: ResponderProvided) => {
    announce(words.end(result))
    const to = result.destination?.droppableId
    if (to === undefined || to === result.source.droppableId) return
    onMove({ id: Number(result.draggableId), from: result.source.droppableId, to })
  }
  return (
    <DragDropContext
      nonce={cspNonce()}
      dragHandleUsageInstructions={t('board.instructions')}
      onDragStart={(start, { announce }) => announce(words.start(start.draggableId))}
      onDragUpdate={(update, { announce }) => announce(words.over(update.destination?.droppableId))}
      onDragEnd={end}
    >
      <div
        role="group"
        aria-label={label}
        className={classes.board}
        onKeyDown={onKeyDown}
        onTouchStart={({ nativeEvent }) => carryTouches(nativeEvent)}
        data-board
      >
        {columns.map((column) => (
          <BoardColumnView
            key={column.id}
            column={column}
            look={look}
            selected={column.cards.some((card) => look.cardId(card) === selected) ? selected : undefined}
            emptyColumn={emptyColumn}
          />
        ))}
      </div>
    </DragDropContext>
  )
}

/** The same object as long as nothing of it changes: a column is drawn again only when something of its own did. */
function useLook<Card>({ cardId, cardName, renderCard, cardHeight, canMove, onOpen }: CardLook<Card>): CardLook<Card> {
  const open = useStable(onOpen)
  return useMemo(
    () => ({ cardId, cardName, renderCard, cardHeight, canMove, onOpen: open }),
    [cardId, cardName, renderCard, cardHeight, canMove, open],
  )
}

/** What a screen reader says while a card moves: names and columns, never ids. */
function announcements<Card>(columns: readonly BoardColumn<Card>[], look: CardLook<Card>) {
  const card = (id: string) => {
    const cards = columns.flatMap(({ cards }) => cards)
    const found = cards.find((each) => look.cardId(each) === Number(id))
    return found === undefined ? '' : look.cardName(found)
  }
  const column = (id: string | undefined) => columns.find((each) => each.id === id)?.title
  return {
    start: (id: string) => t('board.lifted', { card: card(id) }),
    over: (id: string | undefined) => {
      const title = column(id)
      return title ? t('board.over', { column: title }) : t('board.overNothing')
    },
    end: ({ draggableId, destination, reason }: DropResult) => {
      const title = column(destination?.droppableId)
      if (reason === 'CANCEL' || !title) return t('board.returned', { card: card(draggableId) })
      return t('board.dropped', { card: card(draggableId), column: title })
    },
  }
}
