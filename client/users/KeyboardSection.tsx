import { Switch } from '@mantine/core'
import { singleKeysPreference } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { usePreference } from '../lib/preference.ts'
import { FormSection } from '../ui/FormSection.tsx'

export function KeyboardSection() {
  const [single, setSingle] = usePreference(singleKeysPreference, 'on')
  return (
    <FormSection title={t('profile.keyboard')} detail={t('keys.singleDetail')}>
      <Switch
        label={t('keys.single')}
        checked={single === 'on'}
        onChange={(event) => setSingle(event.currentTarget.checked ? 'on' : 'off')}
      />
    </FormSection>
  )
}
