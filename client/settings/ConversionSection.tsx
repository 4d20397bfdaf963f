import { Switch } from '@mantine/core'
import { t } from '../lib/messages.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { type Clinic, changeClinic, useSaving } from './queries.ts'

/** Whether a paid and booked lead waits for somebody to convert it. */
export function ConversionSection({ clinic, etag }: { clinic: Clinic; etag: string | undefined }) {
  const save = useSaving(changeClinic)
  return (
    <FormSection title={t('way.settingTitle')} detail={t('way.settingDetail')}>
      <Switch
        label={t('way.settingLabel')}
        description={t('way.settingHint')}
        checked={clinic.convertsByItself}
        disabled={save.isPending}
        onChange={(event) => save.mutate({ body: { convertsByItself: event.currentTarget.checked }, ifMatch: etag })}
      />
    </FormSection>
  )
}
