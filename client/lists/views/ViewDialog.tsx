import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { limits, type ViewPage } from '#shared/values'
import { call } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import classes from '../../records/Dialogs.module.css'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toast.ts'
import type { SavedView } from './views-query.ts'

type ViewDialogProps = {
  page: ViewPage
  /** The view to rename; without one a new view is made of `search`. */
  view?: SavedView
  search: string
  onClose: () => void
  onSaved: (view: SavedView) => void
}

export function ViewDialog({ page, view, search, onClose, onSaved }: ViewDialogProps) {
  const [name, setName] = useState(view?.name ?? '')
  const [isShared, setShared] = useState(false)
  const [isDefault, setDefault] = useState(false)
  const save = useSave(page, view)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(
      { name: name.trim(), search, isShared, isDefault },
      {
        onSuccess: (saved) => {
          toast({ text: t(view ? 'views.renamed' : 'views.saved', { name: saved.name }) })
          onSaved(saved)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog title={view ? t('views.renameTitle', { name: view.name }) : t('views.newTitle')} onClose={onClose} width={400}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('views.name')}
          placeholder={t('views.nameHint')}
          required
          maxLength={limits.shortText}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={save.isError && explainShortly(save.error)}
        />
        {!view && (
          <>
            <Checkbox label={t('views.shareToo')} checked={isShared} onChange={(event) => setShared(event.currentTarget.checked)} />
            <Checkbox label={t('views.defaultToo')} checked={isDefault} onChange={(event) => setDefault(event.currentTarget.checked)} />
            <p className={classes.detail}>{t('views.newDetail')}</p>
          </>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {t(view ? 'views.rename' : 'views.saveAction')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type Given = { name: string; search: string; isShared: boolean; isDefault: boolean }

function useSave(page: ViewPage, view: SavedView | undefined) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ name, search, isShared, isDefault }: Given) => {
      if (view) return call('PATCH /views/:id', { params: { id: view.id }, body: { name } })
      const made = await call('POST /views', { body: { page, name, search, isShared } })
      return isDefault ? call('PUT /views/:id/default', { params: { id: made.id } }) : made
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['views', page] }),
  })
}
