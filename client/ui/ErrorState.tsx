import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explain } from '../lib/problem-words.ts'
import classes from './States.module.css'

type ErrorStateProps = {
  error: unknown
  onRetry?: () => void
  /** Where to go when what was asked for is not there: trying again would not bring it. */
  back?: ReactNode
  /** `h1` where nothing else names the page. */
  as?: 'p' | 'h1'
}

/** What happened and what to do, in the place where the content would be. */
export function ErrorState({ error, onRetry, back, as: Title = 'p' }: ErrorStateProps) {
  const { title, detail } = explain(error)
  const isMissing = isStatus(error, 404)
  return (
    <div className={classes.state} role="alert">
      <Title className={classes.title}>{title}</Title>
      <p className={classes.detail}>{detail}</p>
      {isMissing && back && <div className={classes.action}>{back}</div>}
      {onRetry && !isMissing && (
        <div className={classes.action}>
          <Button variant="default" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        </div>
      )}
    </div>
  )
}
