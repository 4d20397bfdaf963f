/** How the state of an import and its figures look. */
import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconCircleDashed, IconListCheck, IconLoader2 } from '@tabler/icons-react'
import type { ImportState } from '#shared/imports'
import { count } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { HueBadge } from '../ui/HueBadge.tsx'
import type { Hue } from '../ui/hues.ts'
import type { ImportSummary } from './queries.ts'
import classes from './rows.module.css'

const looks: Record<ImportState, { hue: Hue; icon: typeof IconCheck }> = {
  uploading: { hue: 'neutral', icon: IconLoader2 },
  draft: { hue: 'neutral', icon: IconCircleDashed },
  checking: { hue: 'petrol', icon: IconLoader2 },
  checked: { hue: 'petrol', icon: IconListCheck },
  running: { hue: 'petrol', icon: IconLoader2 },
  done: { hue: 'green', icon: IconCheck },
  failed: { hue: 'red', icon: IconAlertTriangle },
  undoing: { hue: 'petrol', icon: IconLoader2 },
  undone: { hue: 'neutral', icon: IconArrowBackUp },
}

export function ImportStateMark({ state }: { state: ImportState }) {
  const { hue, icon: Icon } = looks[state]
  return (
    <HueBadge hue={hue} glyph={<Icon size={14} />}>
      {t(`imports.states.${state}`)}
    </HueBadge>
  )
}

const shownCounts = ['created', 'filled', 'duplicates', 'refused', 'warnings'] as const
const shownUndo = ['removed', 'emptied', 'kept'] as const

/** "310 new, 12 known already, 3 refused": zeros are left out, save for what was new. */
export function countWords({ state, counts, undone }: Pick<ImportSummary, 'state' | 'counts' | 'undone'>): string {
  // What a dry run found is no result yet.
  if (state !== 'done' && state !== 'undone') return ''
  const parts = undone
    ? shownUndo.map((name) => ({ name, value: undone[name] }))
    : counts
      ? shownCounts.map((name) => ({ name, value: counts[name] }))
      : []
  const told = parts.filter(({ value }, at) => value > 0 || at === 0)
  return told.map(({ name, value }) => `${count(value)} ${t(`imports.counts.${name}`)}`).join(', ')
}

export function Figures({ counts, undone }: Pick<ImportSummary, 'counts' | 'undone'>) {
  const parts = undone
    ? shownUndo.map((name) => ({ name, value: undone[name] }))
    : shownCounts.map((name) => ({ name, value: counts?.[name] ?? 0 }))
  return (
    <dl className={classes.figures}>
      {parts.map(({ name, value }) => (
        <div key={name} className={classes.figure} data-bad={(name === 'refused' && value > 0) || undefined}>
          <dt>{t(`imports.counts.${name}`)}</dt>
          <dd>{count(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
