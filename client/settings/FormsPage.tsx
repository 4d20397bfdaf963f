import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormPage, FormSection } from '../ui/FormSection.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { FormFields } from './FormFields.tsx'
import { FormPlaces } from './FormPlaces.tsx'
import { changeForm, formsQuery, type PublicForm } from './forms.ts'
import { useSaving } from './queries.ts'
import classes from './settings.module.css'

/** The forms through which people arrive: their pages, what one puts into one's own site, on and off. */
export function FormsPage() {
  const forms = useQuery(formsQuery)
  const [isAdding, setAdding] = useState(false)
  if (forms.isPending) return <SkeletonRows rows={4} columns={2} height={44} />
  if (forms.isError) return <ErrorState error={forms.error} onRetry={() => void forms.refetch()} />
  return (
    <FormPage>
      {forms.data.data.map((form) => (
        <OneForm key={form.id} form={form} />
      ))}
      <FormSection title={t('forms.listTitle')} detail={t('forms.listDetail')}>
        {isAdding ? (
          <FormFields onDone={() => setAdding(false)} />
        ) : (
          <div className={classes.buttons}>
            <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
              {t('forms.add')}
            </Button>
          </div>
        )}
      </FormSection>
    </FormPage>
  )
}

function OneForm({ form }: { form: PublicForm }) {
  const [isOpen, setOpen] = useState(false)
  const save = useSaving(changeForm)
  const words = [valueWord(form.leadSource), t('forms.sent', { count: form.submissions }), ...(form.isActive ? [] : [t('forms.off')])]
  return (
    <FormSection title={form.name} detail={words.join(' · ')}>
      {isOpen ? <FormFields form={form} onDone={() => setOpen(false)} /> : <FormPlaces form={form} />}
      {!isOpen && (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('forms.edit')}
          </Button>
          <Button
            variant="subtle"
            loading={save.isPending}
            onClick={() => save.mutate({ id: form.id, body: { isActive: !form.isActive } })}
          >
            {t(form.isActive ? 'forms.turnOff' : 'forms.turnOn')}
          </Button>
        </div>
      )}
    </FormSection>
  )
}
