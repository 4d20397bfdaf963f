import { UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ContactStage } from '#shared/values'
import { duration } from '../lib/dates.ts'
import { type MessageKey, t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { GroupGlyph, groupLooks, type StageGroup, stageGroups, stagesOfGroup } from '../records/stages.tsx'
import { hueText, hueTint } from '../ui/hues.ts'
import classes from './JourneyGrid.module.css'
import type { Cell } from './journey.ts'

const rounds = ['journey.initial', 'journey.first', 'journey.second', 'journey.yearEnd'] as const satisfies readonly MessageKey[]

type JourneyGridProps = {
  cells: ReadonlyMap<ContactStage, Cell>
  /** Without it the journey is only read. */
  onMove?: (stage: ContactStage) => void
}

/** Group by round: one look says where, how long, and what is next. */
export function JourneyGrid({ cells, onMove }: JourneyGridProps) {
  return (
    <table className={classes.grid} aria-label={t('journey.title')}>
      <thead>
        <tr>
          <th scope="col" className={classes.corner}>
            <span className={classes.groupName}>{t('journey.days')}</span>
          </th>
          {rounds.map((round) => (
            <th key={round} scope="col" className={classes.head}>
              {t(round)}
            </th>
          ))}
          <th scope="col" className={classes.totalHead}>
            {t('journey.total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {stageGroups.map((group) => (
          <GroupRow key={group} group={group} cells={cells} onMove={onMove} />
        ))}
      </tbody>
    </table>
  )
}

function GroupRow({ group, cells, onMove }: JourneyGridProps & { group: StageGroup }) {
  const total = stagesOfGroup[group].reduce((sum, stage) => sum + ((stage && cells.get(stage)?.milliseconds) || 0), 0)
  return (
    <tr>
      <th scope="row" className={classes.group}>
        <span className={classes.groupWords}>
          <GroupGlyph group={group} size={16} />
          <span className={classes.groupName}>{t(groupLooks[group].label)}</span>
        </span>
      </th>
      {stagesOfGroup[group].map((stage, at) => {
        const cell = stage && cells.get(stage)
        return <td key={stage ?? `empty ${at}`}>{cell && <StageCell cell={cell} group={group} onMove={onMove} />}</td>
      })}
      <td className={classes.total}>{total > 0 ? duration(total) : '–'}</td>
    </tr>
  )
}

const words: Record<Exclude<Cell['state'], 'done' | 'now'>, MessageKey> = {
  next: 'journey.next',
  skipped: 'journey.skipped',
  ahead: 'journey.notYet',
  'first-year': 'journey.inFirstYear',
}

function StageCell({ cell, group, onMove }: { cell: Cell; group: StageGroup; onMove: JourneyGridProps['onMove'] }) {
  const { stage, state, milliseconds } = cell
  const { hue } = groupLooks[group]
  const filled = state === 'done' || state === 'now'
  const says = filled ? duration(milliseconds) : t(words[state])
  const aside = state === 'now' ? t('journey.now') : undefined
  const style = state === 'done' ? { color: hueText(hue), background: hueTint(hue) } : undefined
  const label = t('journey.cell', { stage: valueWord(stage), words: [says, aside].filter(Boolean).join(', ') })
  const face = (
    <>
      <span className={classes.words}>{says}</span>
      {state === 'done' && <IconCheck size={14} aria-hidden />}
      {aside && <span>{aside}</span>}
    </>
  )
  if (!onMove || state === 'now')
    return (
      <span className={classes.cell} data-state={state} style={style} title={valueWord(stage)} role="img" aria-label={label}>
        {face}
      </span>
    )
  return (
    <UnstyledButton
      className={classes.cell}
      data-state={state}
      style={style}
      title={valueWord(stage)}
      aria-label={label}
      onClick={() => onMove(stage)}
    >
      {face}
    </UnstyledButton>
  )
}
