import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { NewPasswordInput } from '../ui/NewPasswordInput.tsx'
import { toast } from '../ui/toast.ts'
import classes from './ProfilePage.module.css'
import { changePassword, useRefreshMe } from './queries.ts'

export function PasswordSection() {
  const form = useForm({ initialValues: { currentPassword: '', password: '' } })
  const refresh = useRefreshMe()
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      form.reset()
      toast({ text: t('profile.passwordChanged') })
      void refresh()
    },
    onError: (error) => {
      const errors = fieldErrors(error)
      if (isStatus(error, 401, 403) && !errors.password) form.setFieldError('currentPassword', t('profile.currentWrong'))
      else if (Object.keys(errors).length > 0) form.setErrors(errors)
      else toast({ text: explainShortly(error), refused: true })
    },
  })
  const filled = form.values.currentPassword !== '' && form.values.password !== ''
  return (
    <FormSection title={t('profile.passwordTitle')}>
      <form className={classes.form} onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <PasswordInput
          size="sm"
          label={t('profile.currentPassword')}
          autoComplete="current-password"
          {...form.getInputProps('currentPassword')}
        />
        <NewPasswordInput
          size="sm"
          value={form.values.password}
          onChange={(password) => form.setFieldValue('password', password)}
          error={form.errors.password}
        />
        <Button type="submit" variant="default" disabled={!filled} loading={change.isPending}>
          {t('profile.changePassword')}
        </Button>
      </form>
    </FormSection>
  )
}
