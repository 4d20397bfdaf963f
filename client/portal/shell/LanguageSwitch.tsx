import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Language, languages } from '#shared/values'
import { call } from '../../lib/api.ts'
import { languageNames, useLanguage } from '../../lib/language.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { meQuery } from '../lib/session.ts'
import { speak, t } from '../messages.ts'
import { Notice } from '../ui/States.tsx'
import { Switch } from './Switch.tsx'

/** At once on this screen; for letters too, when somebody is signed in. */
export function LanguageSwitch({ quiet }: { quiet?: boolean }) {
  const queries = useQueryClient()
  const options = languages.map((value) => ({ value, label: languageNames[value], lang: value }))
  const choose = useMutation({
    mutationFn: async (next: Language) => {
      // A look begun before would bring the earlier one back.
      await queries.cancelQueries({ queryKey: meQuery.queryKey })
      await speak(next)
      if (!queries.getQueryData(meQuery.queryKey)) return
      queries.setQueryData(meQuery.queryKey, await call('PATCH /portal/me', { body: { language: next } }))
    },
  })
  return (
    <>
      <Switch label={t('shell.language')} quiet={quiet} value={useLanguage()} options={options} onChange={choose.mutate} />
      {choose.isError && <Notice kind="refused">{explainShortly(choose.error)}</Notice>}
    </>
  )
}
