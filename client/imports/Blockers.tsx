import { Button } from '@mantine/core'
import { t } from '../lib/messages.ts'
import { saidByServer } from '../lib/server-words.ts'
import { FormSection } from '../ui/FormSection.tsx'
import classes from './imports.module.css'
import type { Import, ImportActs } from './queries.ts'

/** What still has to be decided, each with the step that decides it. */
export function Blockers({ list, acts }: { list: Import; acts: ImportActs }) {
  if (list.blockers.length === 0) return null
  return (
    <FormSection title={t('imports.blockers')}>
      <ul className={classes.blockers}>
        {list.blockers.map(({ code, message, fix }) => (
          <li key={code}>
            <span>{saidByServer(message) ?? message}</span>
            {fix && (
              <Button
                size="xs"
                variant="default"
                loading={acts.change.isPending}
                onClick={() => acts.change.mutate({ missing: [...list.settings.missing, fix] })}
              >
                {t('imports.applyFix', { template: fix.template })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </FormSection>
  )
}
