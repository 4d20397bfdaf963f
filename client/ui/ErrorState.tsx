import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { t } from '../lib/messages.ts'
import { explain } from '../lib/problem-words.ts'
import classes from './States.module.css'

type ErrorStateProps = {
  error: unknown
  onRetry?: () => void
  /** `h1` where nothing else names the page. */
  as?: 'p' | 'h1'
}

/** What happened and what to do, in the place where the content would be. */
export function ErrorState({ error, onRetry, as: Title = 'p' }: ErrorStateProps) {
  const { title, detail } = explain(error)
  return (
    <div className={classes.state} role="alert">
      <Title className={classes.title}>{title}</Title>
      <p className={classes.detail}>{detail}</p>
      {onRetry && (
        <div className={classes.action}>
          <Button variant="default" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        </div>
      )}
    </div>
  )
}
