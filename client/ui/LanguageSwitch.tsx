import { useQueryClient } from '@tanstack/react-query'
import { type Language, languages } from '#shared/values'
import { call } from '../lib/api.ts'
import { languageNames, useLanguage } from '../lib/language.ts'
import { speak } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { meQuery } from '../lib/session.ts'
import { ChoiceSwitch } from './ChoiceSwitch.tsx'
import { toast } from './toast.ts'

/** At once on this screen; in the profile too, when somebody is signed in. */
export function LanguageSwitch({ label, quiet }: { label: string; quiet?: true }) {
  const queries = useQueryClient()
  const language = useLanguage()
  const options = languages.map((value) => ({ value, label: languageNames[value], lang: value }))
  const choose = async (next: Language) => {
    try {
      await speak(next)
      if (!queries.getQueryData(meQuery.queryKey)) return
      queries.setQueryData(meQuery.queryKey, await call('PATCH /me', { body: { language: next } }))
    } catch (error) {
      toast({ text: explainShortly(error), refused: true })
    }
  }
  return <ChoiceSwitch label={label} quiet={quiet} value={language} options={options} onChange={(next) => void choose(next)} />
}
