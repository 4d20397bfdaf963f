import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import keeping from './keeping.module.css'
import type { Backups } from './queries.ts'

/** What the operator of a database of his own still has to do for its backups. */
export function BackupSetup({ setup: { reason, configuration, steps } }: { setup: NonNullable<Backups['setup']> }) {
  const [isShown, show] = useState(false)
  return (
    <div className={keeping.setup}>
      <p>
        <IconAlertTriangle size={16} aria-hidden /> {t(`system.setup_${reason}`)}
      </p>
      {isShown ? (
        <>
          <h3>{t('system.setupSteps')}</h3>
          <ScrollRegion label={t('system.setupSteps')}>
            <pre>{steps.join('\n')}</pre>
          </ScrollRegion>
          <h3>{t('system.setupFile')}</h3>
          <ScrollRegion label={t('system.setupFile')}>
            <pre>{configuration}</pre>
          </ScrollRegion>
        </>
      ) : (
        <Button variant="default" mt={8} onClick={() => show(true)}>
          {t('system.setupShow')}
        </Button>
      )}
    </div>
  )
}
