import { Button } from '@mantine/core'
import { IconCalendarPlus, IconPhone } from '@tabler/icons-react'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { Dialog } from '../ui/Dialog.tsx'
import type { Slot } from './BookDialog.tsx'
import classes from './Dialogs.module.css'
import type { Visit } from './queries.ts'
import { useCallBack, useVisitAct } from './visits.ts'

type NoShowProps = { visit: Visit; onClose: () => void; onRebook: (slot: Slot) => void }

/** A no-show leads to a next step: it is chosen in the same motion. */
export function NoShowDialog({ visit, onClose, onRebook }: NoShowProps) {
  const act = useVisitAct()
  const callBack = useCallBack()
  const then = (next: () => void) => async () => {
    if (!(await act(visit, 'missed'))) return
    onClose()
    next()
  }
  const name = visit.person ? fullName(visit.person) : visit.title
  return (
    <Dialog title={t('calendar.noShowTitle', { name })} onClose={onClose}>
      <p className={classes.lead}>{t('calendar.noShowDetail')}</p>
      <div className={classes.choices}>
        <Button leftSection={<IconPhone size={14} aria-hidden />} onClick={() => void then(() => callBack.mutate(visit))()}>
          {t('calendar.noShowCall')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCalendarPlus size={14} aria-hidden />}
          onClick={() => void then(() => onRebook({ again: visit }))()}
        >
          {t('calendar.noShowRebook')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => void then(() => undefined)()}>
          {t('calendar.noShowOnly')}
        </Button>
      </div>
    </Dialog>
  )
}
