import { IconAlertTriangle, IconCheck, IconCloudUpload } from '@tabler/icons-react'
import { t } from '../messages.ts'
import { Button, ButtonRow } from '../ui/Button.tsx'
import { Notice } from '../ui/States.tsx'
import type { Keeper, View } from './keeper.ts'
import classes from './questionnaire.module.css'

const icons = { saved: IconCheck, waiting: IconCloudUpload, saving: IconCloudUpload, failed: IconAlertTriangle }

/** Whether what was answered is kept; spoken when it changes for the worse, and when it is well again. */
export function SaveState({ view: { state } }: { view: View }) {
  const shown = state === 'conflict' || state === 'ended' ? 'failed' : state
  const Icon = icons[shown]
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span role={shown === 'failed' ? 'alert' : undefined}>{t(`questionnaire.${shown}`)}</span>
    </span>
  )
}

type TroubleProps = { view: View; keeper: Keeper; labelOf: (id: string) => string; onReload: () => void }

/** What stands between the answers and the server, and what can be done about it. */
export function SaveTrouble({ view, keeper, labelOf, onReload }: TroubleProps) {
  if (view.state === 'conflict') {
    return (
      <div className={classes.trouble}>
        <Notice kind="warning" title={t('questionnaire.conflict')}>
          {t('questionnaire.conflictDetail', { questions: view.contested.map(labelOf).join(' · ') })}
        </Notice>
        <ButtonRow>
          <Button onClick={() => keeper.decide('mine')}>{t('questionnaire.keepMine')}</Button>
          <Button onClick={() => keeper.decide('theirs')}>{t('questionnaire.keepTheirs')}</Button>
        </ButtonRow>
      </div>
    )
  }
  if (view.state === 'ended') {
    return (
      <div className={classes.trouble}>
        <Notice kind="warning" title={t('questionnaire.ended')}>
          {t('questionnaire.endedDetail')}
        </Notice>
        <Button onClick={onReload}>{t('questionnaire.reload')}</Button>
      </div>
    )
  }
  if (view.state === 'failed') {
    return (
      <div className={classes.trouble}>
        <Notice kind="warning" title={t('questionnaire.failed')}>
          {t('questionnaire.failedDetail')}
        </Notice>
        <Button onClick={() => void keeper.flush()}>{t('common.tryAgain')}</Button>
      </div>
    )
  }
  return view.merged > 0 ? <Notice>{t('questionnaire.merged', { count: view.merged })}</Notice> : null
}
