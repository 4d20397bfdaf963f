import { Button } from '@mantine/core'
import { t } from '../lib/messages.ts'
import { usePreference } from '../lib/preference.ts'
import classes from './audit.module.css'

/** Whether the list also has what showed nobody's record; the browser remembers it. */
export function useWithUsed(): [boolean, (withUsed: boolean) => void] {
  const [choice, choose] = usePreference('audit.used', 'left out')
  return [choice === 'shown', (withUsed) => choose(withUsed ? 'shown' : 'left out')]
}

type UsedNoteProps = { withUsed: boolean; onChange: (withUsed: boolean) => void }

/** Nothing is left out silently. */
export function UsedNote({ withUsed, onChange }: UsedNoteProps) {
  return (
    <span className={classes.note}>
      <span>{t(withUsed ? 'audit.shownToo' : 'audit.leftOut')}</span>
      <Button variant="subtle" size="compact-sm" onClick={() => onChange(!withUsed)}>
        {t(withUsed ? 'audit.leaveOut' : 'audit.showUsed')}
      </Button>
    </span>
  )
}
