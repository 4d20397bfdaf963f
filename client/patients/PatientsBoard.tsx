import { useCallback } from 'react'
import { policy } from '#shared/policy'
import { contactStages } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { useActor } from '../records/people.ts'
import { GroupGlyph } from '../records/stages.tsx'
import type { CardMove } from '../ui/board.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { ComingBoard, VirtualBoard } from '../ui/VirtualBoard.tsx'
import type { LoadedColumn } from './board-columns.ts'
import { useMovePatient } from './moves.ts'
import { PatientCardFace } from './PatientCardFace.tsx'
import type { PatientCard } from './queries.ts'

type PatientsBoardProps = {
  columns: readonly LoadedColumn[]
  by: 'stage' | 'group'
  selected: number | undefined
  onOpen: (card: PatientCard) => void
}

/** In the overview a group holds several stages: there cards are only opened, among stages they are moved. */
export function PatientsBoard({ columns, by, selected, onOpen }: PatientsBoardProps) {
  const may = policy.contact.update(useActor()) && by === 'stage'
  const move = useMovePatient()
  const canMove = useCallback(() => may, [may])
  const failed = columns.find(({ isError, isPending }) => isError && !isPending)
  if (failed) return <ErrorState error={failed.error} onRetry={failed.retry} />
  if (columns.every(({ isPending }) => isPending)) return <ComingBoard columns={columns.length} />
  const onMove = ({ id, to }: CardMove) => {
    const card = columns.flatMap(({ cards }) => cards).find((each) => each.id === id)
    const stage = contactStages.find((each) => each === to)
    if (card && stage) void move(card, stage)
  }
  return (
    <VirtualBoard
      key={by}
      label={t('patients.board')}
      columns={columns.map(({ id, title, group, cards, count, more }) => ({
        id,
        title,
        glyph: <GroupGlyph group={group} size={16} />,
        cards,
        count,
        more,
      }))}
      cardId={cardId}
      cardName={fullName}
      cardHeight={92}
      renderCard={by === 'group' ? withStage : plain}
      canMove={canMove}
      selected={selected}
      onOpen={onOpen}
      onMove={onMove}
      emptyColumn={t('patients.emptyColumn')}
    />
  )
}

const cardId = ({ id }: PatientCard) => id
const plain = (card: PatientCard) => <PatientCardFace card={card} />
const withStage = (card: PatientCard) => <PatientCardFace card={card} named="stage" />
