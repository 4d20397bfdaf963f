import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import type { DraftEntry } from './list-draft.ts'
import classes from './settings.module.css'

type ListEntryRowProps = {
  entry: DraftEntry
  at: number
  of: number
  wrong: boolean
  /** Whether entries of this list may close a lead. */
  closing: boolean
  onChange: (change: Partial<DraftEntry>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

export function ListEntryRow({ entry, at, of, wrong, closing, onChange, onMove, onRemove }: ListEntryRowProps) {
  const { isFixed, isRetired, closes } = entry
  const value = entry.value || t('settings.newValue')
  return (
    <li className={classes.entry} data-retired={isRetired || undefined}>
      <span className={classes.moves}>
        <ActionIcon aria-label={t('settings.up', { value })} disabled={at === 0} onClick={() => onMove(-1)}>
          <IconChevronUp size={14} />
        </ActionIcon>
        <ActionIcon aria-label={t('settings.down', { value })} disabled={at === of - 1} onClick={() => onMove(1)}>
          <IconChevronDown size={14} />
        </ActionIcon>
      </span>
      <TextInput
        className={classes.value}
        aria-label={t('settings.value', { at: at + 1 })}
        value={isFixed ? valueWord(entry.value) : entry.value}
        readOnly={isFixed}
        maxLength={200}
        error={wrong}
        autoFocus={entry.was === undefined}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      {closing && (
        <Checkbox
          label={t('settings.closes')}
          aria-label={t('settings.closesOf', { value })}
          checked={closes}
          onChange={(event) => onChange({ closes: event.currentTarget.checked })}
        />
      )}
      <span className={classes.acts}>
        {isFixed && <span className={classes.mark}>{t('settings.fixed')}</span>}
        {!isFixed && (
          <>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t(isRetired ? 'settings.offerOf' : 'settings.retireOf', { value })}
              onClick={() => onChange({ isRetired: !isRetired })}
            >
              {t(isRetired ? 'settings.offer' : 'settings.retire')}
            </Button>
            <ActionIcon aria-label={t('settings.remove', { value })} onClick={onRemove}>
              <IconX size={14} />
            </ActionIcon>
          </>
        )}
      </span>
    </li>
  )
}
