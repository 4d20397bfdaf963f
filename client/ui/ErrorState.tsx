import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { t } from '../lib/messages.ts'
import { explain } from '../lib/problem-words.ts'
import classes from './States.module.css'

/** What happened and what to do, in the place where the content would be. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail } = explain(error)
  return (
    <div className={classes.state} role="alert">
      <p className={classes.title}>{title}</p>
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
