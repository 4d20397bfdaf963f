import { useCallback } from 'react'
import { policy } from '#shared/policy'
import { leadStatuses } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { useActor } from '../records/people.ts'
import type { BoardColumn, CardMove } from '../ui/board.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { toast } from '../ui/toast.ts'
import { ComingBoard, VirtualBoard } from '../ui/VirtualBoard.tsx'
import type { LoadedColumn } from './board-columns.ts'
import { LeadCardFace } from './LeadCardFace.tsx'
import { LeadStatusGlyph } from './looks.tsx'
import { type LeadCard } from './queries.ts'
import { useSaveLead } from './saving.ts'

type LeadsBoardProps = {
  columns: readonly LoadedColumn[]
  counts: ReadonlyMap<string, number> | undefined
  selected: number | undefined
  onOpen: (card: LeadCard) => void
}

export function LeadsBoard({ columns, counts, selected, onOpen }: LeadsBoardProps) {
  const actor = useActor()
  const move = useMove(columns)
  const canMove = useCallback((card: LeadCard) => policy.lead.update(actor, { ownerId: card.ownerId, createdAt: null }), [actor])
  const failed = columns.find(({ list }) => list.isError && !list.data)
  if (failed) return <ErrorState error={failed.list.error} onRetry={() => void failed.list.refetch()} />
  if (columns.every(({ list }) => list.isPending)) return <ComingBoard columns={columns.length} />
  return (
    <VirtualBoard
      label={t('leads.board')}
      columns={columns.map((column) => asBoardColumn(column, counts))}
      cardId={cardId}
      cardName={fullName}
      cardHeight={92}
      renderCard={renderCard}
      canMove={canMove}
      selected={selected}
      onOpen={onOpen}
      onMove={move}
      emptyColumn={t('leads.emptyColumn')}
    />
  )
}

const cardId = ({ id }: LeadCard) => id
const renderCard = (card: LeadCard) => <LeadCardFace card={card} />

/** Shown at once, taken back if refused, and with the way back for eight seconds. */
function useMove(columns: readonly LoadedColumn[]) {
  const save = useSaveLead()
  return ({ id, to }: CardMove) => {
    const card = columns.flatMap(({ cards }) => cards).find((each) => each.id === id)
    const status = leadStatuses.find((each) => each === to)
    if (!card || !status) return
    void save(card, { status }).then((saved) => {
      if (saved !== 'saved') return
      // Back to what stood there, on the word it stood on.
      const back = { status: card.status, statusReason: card.byHand?.reason ?? t('lead.takenBack') }
      const undo = () => void save({ ...card, status }, back)
      toast({ text: t('lead.moved', { name: fullName(card), stage: valueWord(status) }), undo })
    })
  }
}

function asBoardColumn({ status, list, cards }: LoadedColumn, counts: LeadsBoardProps['counts']): BoardColumn<LeadCard> {
  return {
    id: status,
    title: valueWord(status),
    glyph: <LeadStatusGlyph status={status} />,
    count: counts?.get(status) ?? (counts ? 0 : undefined),
    cards,
    more: {
      has: list.hasNextPage,
      loading: list.isPending || list.isFetchingNextPage,
      failed: list.isError,
      load: () => void list.fetchNextPage(),
    },
  }
}
