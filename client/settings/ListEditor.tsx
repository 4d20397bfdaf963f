import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { ValueList } from '#shared/values'
import { t } from '../lib/messages.ts'
import { ListEntryRow } from './ListEntryRow.tsx'
import { changed, changeOf, draftOf, isChanged, moved, wrongEntries } from './list-draft.ts'
import { type ListEntry, setValueList, useSaving } from './queries.ts'
import classes from './settings.module.css'

/** Order, names, what is offered: edited at ease, saved as a whole. */
export function ListEditor({ list, entries }: { list: ValueList; entries: ListEntry[] }) {
  const [draft, setDraft] = useState(() => draftOf(entries))
  const made = useRef(0)
  const save = useSaving(setValueList)
  const wrong = wrongEntries(draft)
  const isDirty = isChanged(entries, draft)
  const add = () => {
    made.current += 1
    setDraft([...draft, { value: '', closes: false, isRetired: false, isFixed: false, key: `new ${made.current}` }])
  }
  return (
    <>
      {draft.length === 0 && <p className={classes.quiet}>{t('settings.noEntries')}</p>}
      <ol className={classes.entries}>
        {draft.map((entry, at) => (
          <ListEntryRow
            key={entry.key}
            entry={entry}
            at={at}
            of={draft.length}
            wrong={wrong.has(entry.key) && (entry.value !== '' || entry.was !== undefined)}
            closing={list === 'lead_outcome'}
            onChange={(change) => setDraft(changed(draft, entry.key, change))}
            onMove={(by) => setDraft(moved(draft, at, by))}
            onRemove={() => setDraft(draft.filter(({ key }) => key !== entry.key))}
          />
        ))}
      </ol>
      <div className={classes.buttons}>
        <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={add}>
          {t('settings.addValue')}
        </Button>
        {isDirty && (
          <Button
            variant="default"
            disabled={wrong.size > 0}
            loading={save.isPending}
            onClick={() => save.mutate({ list, body: changeOf(entries, draft) })}
          >
            {t('settings.saveList')}
          </Button>
        )}
        {isDirty && (
          <Button variant="subtle" onClick={() => setDraft(draftOf(entries))}>
            {t('settings.discard')}
          </Button>
        )}
      </div>
    </>
  )
}
