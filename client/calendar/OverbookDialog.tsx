import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { Dialog } from '../ui/Dialog.tsx'
import classes from './Dialogs.module.css'
import type { Refusal } from './use-dragging.ts'
import { useMoveVisit } from './visits.ts'

/** An Admin was refused for an overlap, and may mean it. */
export function OverbookDialog({ visit, changes, why, onClose }: Refusal & { onClose: () => void }) {
  const move = useMoveVisit()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const overbook = async () => {
    try {
      await move(visit, { ...changes, overbookReason: reason.trim() })
      onClose()
    } catch (error) {
      setProblem(explainShortly(error))
    }
  }
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('calendar.leave')}
      </Button>
      <Button type="submit" form="overbook" disabled={!reason.trim()}>
        {t('calendar.overbook')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('calendar.overbookTitle')} onClose={onClose} footer={footer}>
      <form
        id="overbook"
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault()
          void overbook()
        }}
      >
        <p className={classes.problem} role="alert">
          {problem ?? why}
        </p>
        <TextInput
          label={t('leadVisits.overbook')}
          description={t('calendar.overbookDetail')}
          required
          maxLength={limits.reason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
