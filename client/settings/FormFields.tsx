import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { leadSources } from '#shared/values'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { addForm, changeForm, type PublicForm } from './forms.ts'
import { useSaving } from './queries.ts'
import classes from './settings.module.css'

const lines = (text: string) =>
  text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter(Boolean)

/** Name, source and sites of a form; without one, of a new one. */
export function FormFields({ form, onDone }: { form?: PublicForm; onDone: () => void }) {
  const [name, setName] = useState(form?.name ?? '')
  const [leadSource, setSource] = useState(form?.leadSource ?? 'HHQ Started')
  const [origins, setOrigins] = useState(form?.origins.join('\n') ?? '')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const save = useSaving((body: { name: string; leadSource: PublicForm['leadSource']; origins: string[] }) => {
    return form ? changeForm({ id: form.id, body }) : addForm(body)
  }, setWrong)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ name, leadSource, origins: lines(origins) }, { onSuccess: onDone })
  }
  const wrongOrigin = Object.entries(wrong).find(([path]) => path.startsWith('origins'))?.[1]
  return (
    <form onSubmit={submit} className={classes.fields} aria-label={form?.name ?? t('forms.adding')} noValidate>
      <TextInput label={t('forms.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={wrong.name} />
      <NativeSelect
        label={t('forms.source')}
        description={t('forms.sourceHint')}
        value={leadSource}
        onChange={(event) => setSource(leadSources.find((each) => each === event.currentTarget.value) ?? 'HHQ Started')}
        data={leadSources.map((value) => ({ value, label: valueWord(value) }))}
      />
      <Textarea
        label={t('forms.origins')}
        description={t('forms.originsHint')}
        value={origins}
        onChange={(event) => setOrigins(event.currentTarget.value)}
        error={wrongOrigin}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={save.isPending}>
          {t('forms.save')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
