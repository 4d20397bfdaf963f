import { useSyncExternalStore } from 'react'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { ReasonDialog } from '../records/ReasonDialog.tsx'
import { statusReasons } from './why.ts'

/** Stands once on a page of leads and asks what `reasonFor` wants to know. */
export function WhyDialog() {
  const asked = useSyncExternalStore(statusReasons.onChange, statusReasons.pending)
  if (!asked) return null
  const { name, status, answer } = asked
  return (
    <ReasonDialog
      title={t('lead.moveTitle', { name, stage: valueWord(status) })}
      detail={t('lead.moveDetail')}
      label={t('lead.moveReason')}
      action={t('lead.moveTo', { stage: valueWord(status) })}
      onSubmit={answer}
      onClose={() => answer(undefined)}
    />
  )
}
