import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import type { Me } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { toast } from '../ui/toast.ts'
import classes from './ProfilePage.module.css'
import { changeMe, useSetMe } from './queries.ts'

export function AboutSection({ me }: { me: Me }) {
  const form = useForm({ initialValues: { firstName: me.firstName, lastName: me.lastName } })
  const setMe = useSetMe()
  const change = useMutation({
    mutationFn: changeMe,
    onSuccess: (changed, given) => {
      setMe(changed)
      form.resetDirty(given)
      toast({ text: t('profile.saved') })
    },
    onError: (error) => {
      const errors = fieldErrors(error)
      form.setErrors(errors)
      if (Object.keys(errors).length === 0) toast({ text: explainShortly(error), refused: true })
    },
  })
  return (
    <FormSection title={t('profile.about')}>
      <form className={classes.form} onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <div className={classes.pair}>
          <TextInput label={t('auth.firstName')} autoComplete="given-name" {...form.getInputProps('firstName')} />
          <TextInput label={t('auth.lastName')} autoComplete="family-name" {...form.getInputProps('lastName')} />
        </div>
        <dl className={classes.facts}>
          <dt>{t('auth.email')}</dt>
          <dd>{me.email}</dd>
          <dt>{t('profile.role')}</dt>
          <dd>{valueWord(me.role)}</dd>
        </dl>
        <Button type="submit" variant="default" disabled={!form.isDirty()} loading={change.isPending}>
          {t('common.save')}
        </Button>
      </form>
    </FormSection>
  )
}
