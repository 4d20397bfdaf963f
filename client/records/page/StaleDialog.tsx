import { Button } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { t } from '../../lib/messages.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import classes from '../Dialogs.module.css'
import { fieldLabel, fieldWords } from '../field-words.ts'
import { useNameOf } from '../people.ts'
import { differences, type Row, type Versions, versionChoices } from './stale.ts'

/** Stands once in the room and shows both versions when somebody was faster. */
export function StaleDialog() {
  const asked = useSyncExternalStore(versionChoices.onChange, versionChoices.pending)
  if (!asked) return null
  const footer = (
    <>
      <Button variant="default" onClick={() => asked.answer('theirs')}>
        {t('stale.keepTheirs')}
      </Button>
      <Button onClick={() => asked.answer('mine')}>{t('stale.saveMine')}</Button>
    </>
  )
  return (
    <Dialog title={t('stale.title', { name: asked.name })} onClose={() => asked.answer('theirs')} footer={footer} width={560}>
      <p className={classes.detail}>{t('stale.detail')}</p>
      <VersionsTable versions={asked} />
    </Dialog>
  )
}

function VersionsTable({ versions: { theirs, mine, seen } }: { versions: Versions }) {
  const nameOf = useNameOf()
  const names = [...new Set([...differences(seen, theirs), ...namesIn(mine, theirs)])]
  const words = (name: string, row: Row) => fieldWords(name, row[name], nameOf)
  return (
    <table className={classes.versions}>
      <thead>
        <tr>
          <th scope="col">{t('stale.field')}</th>
          <th scope="col">{t('stale.theirs')}</th>
          <th scope="col">{t('stale.yours')}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{fieldLabel(name)}</th>
            <td className={seen[name] === theirs[name] ? undefined : classes.changed}>{words(name, theirs)}</td>
            <td className={name in mine ? classes.changed : undefined}>{words(name, name in mine ? mine : theirs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const namesIn = (mine: Row, theirs: Row) => Object.keys(mine).filter((name) => name in theirs)
