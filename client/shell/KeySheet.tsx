import { Kbd, Switch } from '@mantine/core'
import { singleKeysPreference, useActiveKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { usePreference } from '../lib/preference.ts'
import { Dialog } from '../ui/Dialog.tsx'
import classes from './KeySheet.module.css'

/** Which keys work on this page, newest first. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const keys = useActiveKeys()
  const [single, setSingle] = usePreference(singleKeysPreference, 'on')
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <dl className={classes.keys}>
        {keys.map(({ key, does }) => (
          <div key={key + does} className={classes.row}>
            <dt>{does}</dt>
            <dd className={classes.key}>
              {key.split('+').map((part) => (
                <Kbd key={part}>{shown(part)}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('keys.single')}
        description={t('keys.singleDetail')}
        checked={single === 'on'}
        onChange={(event) => setSingle(event.currentTarget.checked ? 'on' : 'off')}
      />
    </Dialog>
  )
}

const shown = (part: string) => (part === 'mod' ? 'Ctrl' : part.length === 1 ? part.toUpperCase() : part)
