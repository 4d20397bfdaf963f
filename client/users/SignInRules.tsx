import { Checkbox } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type UserRole, userRoles } from '#shared/values'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { valueWord } from '../lib/value-words.ts'
import { toast } from '../ui/toast.ts'
import { changeSignInSettings, signInSettingsQuery, useRefreshStaff } from './queries.ts'
import classes from './TeamPage.module.css'

/** Which roles need a second step at sign-in. */
export function SignInRules() {
  const settings = useQuery(signInSettingsQuery)
  const refresh = useRefreshStaff()
  const change = useMutation({
    mutationFn: changeSignInSettings,
    onSuccess: () => toast({ text: t('team.settingsSaved') }),
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
    onSettled: () => refresh(),
  })
  if (!settings.data) return null
  const roles = change.isPending ? change.variables.secondFactorRoles : settings.data.secondFactorRoles
  const toggle = (role: UserRole) => {
    const next = userRoles.filter((each) => roles.includes(each) !== (each === role))
    change.mutate({ secondFactorRoles: next })
  }
  return (
    <fieldset className={classes.rules}>
      <legend className="visually-hidden">{t('team.signIn')}</legend>
      <span>{t('team.factorRoles')}</span>
      {userRoles.map((role) => (
        <Checkbox key={role} label={valueWord(role)} checked={roles.includes(role)} onChange={() => toggle(role)} />
      ))}
    </fieldset>
  )
}
