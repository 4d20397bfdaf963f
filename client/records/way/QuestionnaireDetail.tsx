import { Button } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages.ts'
import classes from './Answers.module.css'
import { AnswersDialog } from './AnswersDialog.tsx'
import type { Way } from './way-words.ts'

/** Under the step of the questionnaire: the answers are read, and the look is kept, when somebody opens them. */
export function QuestionnaireDetail({ leadId, way }: { leadId: number; way: Way }) {
  const [isOpen, setOpen] = useState(false)
  if (way.questionnaire.state === 'none') return null
  return (
    <>
      <Button variant="subtle" size="compact-xs" className={classes.read} onClick={() => setOpen(true)}>
        {t('answers.read')}
      </Button>
      {isOpen && <AnswersDialog leadId={leadId} onClose={() => setOpen(false)} />}
    </>
  )
}
