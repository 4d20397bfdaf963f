import { Kbd, Switch } from '@mantine/core'
import { type KeyBinding, singleKeysPreference, useActiveKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { usePreference } from '../lib/preference.ts'
import { Dialog } from '../ui/Dialog.tsx'
import classes from './KeySheet.module.css'
import { keyParts, sheetOf } from './key-sheet.ts'

/** What the keys do on the present page, made from what is registered right now. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { page, go, everywhere } = sheetOf(useActiveKeys())
  const [single, setSingle] = usePreference(singleKeysPreference, 'on')
  return (
    <Dialog title={t('keys.title')} onClose={onClose} width={page.length + go.length > 9 ? 680 : 440}>
      <div className={classes.groups}>
        <Keys title={t('keys.here')} keys={page} />
        <Keys title={t('keys.goTo')} keys={go} />
        <Keys title={t('keys.everywhere')} keys={everywhere} />
      </div>
      <Switch
        label={t('keys.single')}
        description={t('keys.singleDetail')}
        checked={single === 'on'}
        onChange={(event) => setSingle(event.currentTarget.checked ? 'on' : 'off')}
      />
    </Dialog>
  )
}

function Keys({ title, keys }: { title: string; keys: readonly KeyBinding[] }) {
  if (keys.length === 0) return null
  return (
    <section className={classes.group}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.keys}>
        {keys.map(({ key, does }) => (
          <div key={key} className={classes.row}>
            <dt>{does}</dt>
            <dd className={classes.key}>
              {keyParts(key).map((part, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice.
                <Kbd key={at}>{part}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
