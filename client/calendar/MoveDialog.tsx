import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { fieldErrors } from '../lib/problem-words.ts'
import { useMe } from '../lib/session.ts'
import { fieldOf, instantOfField, shortDayIn, timeIn } from '../lib/zones.ts'
import { OverbookField } from '../records/visits/VisitFields.tsx'
import { confirm } from '../ui/confirm.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { toast } from '../ui/toast.ts'
import classes from './Dialogs.module.css'
import type { Visit } from './queries.ts'
import { useMoveVisit, type VisitChanges } from './visits.ts'
import { useOutside, WhenFields, type WhenValues } from './WhenFields.tsx'

/** All that dragging does, by keyboard: another time, another length, another coach. */
export function MoveDialog({ visit: now, onClose }: { visit: Visit; onClose: () => void }) {
  // As it stood when its fields were filled in; a colleague may move it meanwhile.
  const [visit] = useState(now)
  const zone = useMe().clinic.timeZone
  const send = useMoveVisit()
  const move = useMutation({ mutationFn: (changes: VisitChanges) => send(visit, changes) })
  const form = useForm<WhenValues>({
    initialValues: {
      when: fieldOf(zone, visit.scheduledAt),
      minutes: String(visit.duration),
      userId: visit.userId === null ? '' : String(visit.userId),
      overbookReason: '',
    },
  })
  const at = instantOfField(zone, form.values.when)
  const outside = useOutside(form.values, at)
  const submit = async ({ minutes, userId, overbookReason }: WhenValues) => {
    if (!at || (outside && !(await askOutside()))) return
    const changes = { scheduledAt: at, duration: Number(minutes), userId: userId ? Number(userId) : null }
    move.mutate(overbookReason.trim() ? { ...changes, overbookReason: overbookReason.trim() } : changes, {
      onSuccess: (isMine) => {
        if (isMine) toast({ text: t('calendar.moved', { title: visit.title, when: `${shortDayIn(zone, at)}, ${timeIn(zone, at)}` }) })
        onClose()
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    })
  }
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" form="move-visit" loading={move.isPending}>
        {t('calendar.move')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('calendar.moveTitle', { title: visit.title })} onClose={onClose} footer={footer}>
      <form id="move-visit" className={classes.fields} onSubmit={form.onSubmit((values) => void submit(values))}>
        <WhenFields form={form} zone={visit.person?.timeZone ?? null} />
        {move.isError && Object.keys(form.errors).length === 0 && <Refusal error={move.error} />}
        <OverbookField form={form} refused={isStatus(move.error, 409)} />
      </form>
    </Dialog>
  )
}

export const askOutside = () =>
  confirm({ title: t('calendar.outside'), detail: t('calendar.outsideDetail'), action: t('calendar.bookAnyway') })
