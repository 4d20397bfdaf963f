import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fieldErrors } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import classes from '../records/Dialogs.module.css'
import { usePersonOptions } from '../records/person-options.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useConvert } from './acts.ts'
import { isReady } from './conversion.ts'
import { type Lead } from './queries.ts'

/** Once, with its coach; an Admin may do it early and says why. */
export function ConvertDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const convert = useConvert(lead)
  const coaches = usePersonOptions('coaches').map(({ value, label }) => ({ value, label }))
  const form = useForm({ initialValues: { coach: String(lead.healthCoachBookedWith ?? ''), reason: '' } })
  const early = !isReady(lead)
  const submit = ({ coach, reason }: typeof form.values) =>
    convert.mutate(
      { ...(coach ? { healthCoachId: Number(coach) } : {}), ...(reason.trim() ? { reason: reason.trim() } : {}) },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    )
  return (
    <Dialog title={t('conversion.title', { name: fullName(lead) })} onClose={onClose}>
      <form className={classes.form} onSubmit={form.onSubmit(submit)}>
        <p className={classes.detail}>{t('conversion.detail')}</p>
        <Select label={t('conversion.coach')} data={coaches} allowDeselect={false} searchable {...form.getInputProps('coach')} />
        {early && (
          <TextInput
            label={t('conversion.reason')}
            description={t('conversion.notReady', { status: valueWord(lead.status) })}
            required
            maxLength={limits.reason}
            {...form.getInputProps('reason')}
          />
        )}
        <Refusal error={convert.error} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={convert.isPending}>
            {t('conversion.convert')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
