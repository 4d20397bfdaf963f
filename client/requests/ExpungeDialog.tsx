import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { limits } from '#shared/values'
import { shortDate } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { fieldErrors } from '../lib/problem-words.ts'
import classes from '../records/Dialogs.module.css'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { toast } from '../ui/toast.ts'
import { type ExpungementOffer, offerQuery, type PatientRequest, useExpunge } from './queries.ts'
import own from './requests.module.css'

/** Says what goes and what stays and why, and asks for a reason and the name before anything is erased. */
export function ExpungeDialog({ request: { leadId, firstName, lastName }, onClose }: { request: PatientRequest; onClose: () => void }) {
  const offer = useQuery(offerQuery(leadId))
  return (
    <Dialog title={t('expunge.title', { who: `${firstName} ${lastName}` })} onClose={onClose} width={560}>
      {offer.isError && <ErrorState error={offer.error} onRetry={() => void offer.refetch()} />}
      {offer.isPending && <SkeletonRows rows={5} columns={1} height={32} />}
      {offer.data && <ExpungeForm leadId={leadId} offer={offer.data} onClose={onClose} />}
    </Dialog>
  )
}

type FormProps = { leadId: number; offer: ExpungementOffer; onClose: () => void }

function ExpungeForm({ leadId, offer, onClose }: FormProps) {
  const [reason, setReason] = useState('')
  const [name, setName] = useState('')
  const [tell, setTell] = useState(offer.canTell && offer.asked)
  const erase = useExpunge(leadId, () => {
    toast({ text: t('expunge.done') })
    onClose()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    erase.mutate({ reason, name, tell })
  }
  const wrong = erase.isError ? fieldErrors(erase.error) : {}
  const [obstacle] = offer.obstacles
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <WhatStays offer={offer} />
      {obstacle ? (
        <p className={classes.problem} role="alert">
          {t(`expunge.${obstacle}`)}
        </p>
      ) : (
        <>
          <Textarea
            label={t('expunge.reason')}
            description={t('expunge.reasonHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autosize
            minRows={2}
            maxLength={limits.reason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={wrong.reason}
          />
          <TextInput
            label={t('expunge.name', { name: offer.name })}
            value={name}
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
            error={wrong.name}
          />
          {offer.canTell && (
            <Checkbox
              label={t('expunge.write')}
              description={t('expunge.writeHint')}
              checked={tell}
              onChange={(event) => setTell(event.currentTarget.checked)}
            />
          )}
        </>
      )}
      {erase.isError && !wrong.reason && !wrong.name && <Refusal error={erase.error} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" color="red" loading={erase.isPending} disabled={obstacle !== undefined || !reason.trim() || !name.trim()}>
          {t('expunge.act')}
        </Button>
      </div>
    </form>
  )
}

function WhatStays({ offer: { payments, backupsUntil, canTell } }: { offer: ExpungementOffer }) {
  return (
    <div className={own.fate}>
      <p>
        <strong>{t('expunge.goes')}</strong> {t('expunge.goesList')}
      </p>
      <p>
        <strong>{t('expunge.stays')}</strong>
      </p>
      <ul>
        {payments > 0 && <li>{t('expunge.staysMoney', { count: payments })}</li>}
        <li>{t('expunge.staysTrail')}</li>
        <li>{t('expunge.staysBackups', { date: shortDate(backupsUntil, Date.now()) })}</li>
        <li>{t('expunge.staysNote')}</li>
      </ul>
      <p>
        {t('expunge.law')} {!canTell && t('expunge.tell')}
      </p>
    </div>
  )
}
