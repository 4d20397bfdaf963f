import { Button, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { limits, nextStage } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import classes from '../records/Dialogs.module.css'
import { Dialog } from '../ui/Dialog.tsx'
import own from './MoveDialog.module.css'
import { type MoveAsked, onMoveAsked, pendingMove } from './moves.ts'

/** Stands once in the room: says what is missing before the stage is left, and asks why for any but the next. */
export function MoveDialog() {
  const asked = useSyncExternalStore(onMoveAsked, pendingMove)
  if (!asked) return null
  const { patient, stage } = asked
  return (
    <Dialog title={t('patient.moveTitle', { name: fullName(patient), stage: valueWord(stage) })} onClose={() => asked.answer(undefined)}>
      <MoveForm key={`${patient.id} ${stage}`} asked={asked} onCancel={() => asked.answer(undefined)} onMove={asked.answer} />
    </Dialog>
  )
}

type MoveFormProps = { asked: MoveAsked; onCancel: () => void; onMove: (decision: { reason?: string }) => void }

function MoveForm({ asked: { patient, stage, missing, needsReason }, onCancel, onMove }: MoveFormProps) {
  const [reason, setReason] = useState('')
  const next = nextStage(patient.stage) ?? patient.stage
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onMove(reason.trim() ? { reason: reason.trim() } : {})
  }
  const [from, to] = [valueWord(patient.stage), valueWord(stage)]
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.detail}>
        {needsReason ? t('patient.moveNeedsReason', { from, next: valueWord(next) }) : t('patient.moveOn', { from, to })}
      </p>
      {missing.length > 0 && (
        <div className={own.missing}>
          <IconAlertTriangle size={16} aria-hidden />
          <div>
            <strong>{t('patient.missing')}</strong>
            <ul>
              {missing.map((name) => (
                <li key={name}>{t(`clocks.${name}`)}</li>
              ))}
            </ul>
            <span>{t('patient.missingDetail')}</span>
          </div>
        </div>
      )}
      {needsReason && (
        <TextInput
          label={t('patient.reason')}
          required
          maxLength={limits.reason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={needsReason && reason.trim() === ''}>
          {t('patient.move')}
        </Button>
      </div>
    </form>
  )
}
