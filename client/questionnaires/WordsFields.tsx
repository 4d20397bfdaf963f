import { Textarea, TextInput } from '@mantine/core'
import type { Words } from '#shared/questionnaires'
import { t } from '../lib/messages.ts'

type WordsProps = { field: string; words: Words | undefined; long?: boolean; onChange: (words: Words | undefined) => void }

/** One text in both languages; both empty: there is none. */
export function WordsFields({ field, words = { en: '', es: '' }, long, onChange }: WordsProps) {
  const store = (change: Partial<Words>) => {
    const next = { ...words, ...change }
    onChange(next.en === '' && next.es === '' ? undefined : next)
  }
  const Input = long ? Textarea : TextInput
  const shared = long ? { autosize: true, minRows: 2 } : {}
  return (
    <>
      <Input
        {...shared}
        label={t('questionnaires.inEnglish', { field })}
        lang="en"
        value={words.en}
        onChange={(event) => store({ en: event.currentTarget.value })}
      />
      <Input
        {...shared}
        label={t('questionnaires.inSpanish', { field })}
        lang="es"
        value={words.es}
        onChange={(event) => store({ es: event.currentTarget.value })}
      />
    </>
  )
}
