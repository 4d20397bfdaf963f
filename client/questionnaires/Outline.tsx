import { ActionIcon, Button } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import type { Definition } from '#shared/questionnaires'
import { useLanguage } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { addItem, addSection, move, remove, type Spot } from './draft.ts'
import { newName } from './new-names.ts'
import classes from './questionnaires.module.css'

type OutlineProps = {
  definition: Definition
  spot: Spot
  readOnly: boolean
  onSpot: (spot: Spot) => void
  onChange: (definition: Definition) => void
}

/** Sections and questions in their order; one is chosen, moved, removed, added. */
export function Outline({ definition, spot, readOnly, onSpot, onChange }: OutlineProps) {
  const spoken = useLanguage()
  const take = (next: { definition: Definition; spot: Spot }) => {
    onChange(next.definition)
    onSpot(next.spot)
  }
  const rowOf = (here: Spot, label: string, of: number) => (
    <OutlineRow
      label={label}
      here={here.section === spot.section && here.item === spot.item}
      isFirst={(here.item ?? here.section) === 0}
      isLast={(here.item ?? here.section) === of - 1}
      isOnly={of === 1}
      readOnly={readOnly}
      onOpen={() => onSpot(here)}
      onMove={(by) => take(move(definition, here, by))}
      onRemove={() => take({ definition: remove(definition, here), spot: { section: here.item === undefined ? 0 : here.section } })}
    />
  )
  return (
    <nav className={classes.outline} aria-label={t('questionnaires.outline')}>
      <ol>
        {definition.sections.map((section, at) => (
          <li key={section.id}>
            {rowOf({ section: at }, section.title[spoken], definition.sections.length)}
            <ol>
              {section.items.map((item, place) => (
                <li key={item.id}>{rowOf({ section: at, item: place }, item.label[spoken], section.items.length)}</li>
              ))}
            </ol>
            {!readOnly && at === spot.section && (
              <Button variant="subtle" size="compact-xs" onClick={() => take(addItem(definition, { section: at }, newName('newItem')))}>
                {t('questionnaires.addItem')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {!readOnly && (
        <Button variant="subtle" size="compact-xs" onClick={() => take(addSection(definition, newName('newSection'), newName('newItem')))}>
          {t('questionnaires.addSection')}
        </Button>
      )}
    </nav>
  )
}

type RowProps = {
  label: string
  here: boolean
  isFirst: boolean
  isLast: boolean
  isOnly: boolean
  readOnly: boolean
  onOpen: () => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

function OutlineRow({ label, here, isFirst, isLast, isOnly, readOnly, onOpen, onMove, onRemove }: RowProps) {
  return (
    <span className={classes.outlineRow} data-here={here || undefined}>
      <button type="button" className={classes.outlineName} aria-current={here || undefined} onClick={onOpen}>
        {label}
      </button>
      {here && !readOnly && (
        <>
          <ActionIcon size="sm" aria-label={t('questionnaires.up', { label })} disabled={isFirst} onClick={() => onMove(-1)}>
            <IconChevronUp size={14} />
          </ActionIcon>
          <ActionIcon size="sm" aria-label={t('questionnaires.down', { label })} disabled={isLast} onClick={() => onMove(1)}>
            <IconChevronDown size={14} />
          </ActionIcon>
          <ActionIcon size="sm" aria-label={t('questionnaires.remove', { label })} disabled={isOnly} onClick={onRemove}>
            <IconX size={14} />
          </ActionIcon>
        </>
      )}
    </span>
  )
}
