import { UnstyledButton } from '@mantine/core'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import classes from './Doorway.module.css'
import type { StartingData } from './queries.ts'
import { Step } from './Step.tsx'

type StartStepProps = {
  /** What is being made right now. */
  busy?: StartingData
  error: Error | null
  onChoose: (data: StartingData) => void
}

export function StartStep({ busy, error, onChoose }: StartStepProps) {
  if (busy === 'demo')
    return (
      <Step title={t('auth.demoLoading')} lead={t('auth.demoLoadingDetail')}>
        <ProgressBar label={t('auth.demoLoading')} done={0} />
      </Step>
    )
  const choice = (data: StartingData, title: string, detail: string) => (
    <UnstyledButton className={classes.choice} disabled={busy !== undefined} onClick={() => onChoose(data)}>
      <span className={classes.choiceTitle}>{title}</span>
      <span className={classes.choiceDetail}>{detail}</span>
    </UnstyledButton>
  )
  return (
    <Step title={t('auth.startTitle')} lead={t('auth.startDetail')} refused={error ? explainShortly(error) : undefined}>
      {choice('empty', t('auth.startEmpty'), t('auth.startEmptyDetail'))}
      {choice('demo', t('auth.startDemo'), t('auth.startDemoDetail'))}
    </Step>
  )
}
