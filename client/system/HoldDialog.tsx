import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { limits } from '#shared/values'
import { t } from '../lib/messages.ts'
import classes from '../records/Dialogs.module.css'
import { type Chosen, PersonField } from '../records/PersonField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { hold, type NewHold } from './audit-queries.ts'
import { HeldPerson, heldPersonQuery } from './HeldPerson.tsx'
import { useDoing } from './queries.ts'

const kinds = ['person', 'time'] as const
type Kind = (typeof kinds)[number]

/** Holds a person, found by name or by the number in their page's address, or a time. */
export function HoldDialog({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('person')
  const [person, setPerson] = useState<Chosen>()
  const found = useQuery(heldPersonQuery(person))
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const making = useDoing(hold, () => t('system.holdMade'))
  const isReady = reason.trim() !== '' && (kind === 'time' ? from !== '' || to !== '' : found.isSuccess)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    making.mutate(wishOf({ person: kind === 'person' ? person : undefined, from, to, reason: reason.trim() }), { onSuccess: onClose })
  }
  return (
    <Dialog title={t('system.holdTitle')} onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <Select
          label={t('system.holdWhat')}
          data={kinds.map((value) => ({ value, label: t(`system.hold_${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'person')}
        />
        {kind === 'time' ? (
          <div className={classes.pair}>
            <TextInput type="date" label={t('system.holdFrom')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
            <TextInput type="date" label={t('system.holdTo')} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
          </div>
        ) : (
          <>
            <PersonField label={t('system.holdPerson')} hint={t('system.holdPersonHint')} byNumber value={person} onChange={setPerson} />
            {person && <HeldPerson person={person} />}
          </>
        )}
        <Textarea
          label={t('system.holdReason')}
          required
          autosize
          minRows={2}
          maxLength={limits.reason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!isReady} loading={making.isPending}>
            {t('system.holdMake')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface Typed {
  person: Chosen | undefined
  from: string
  to: string
  reason: string
}

/** Days are whole ones, in UTC as the trail is kept. */
function wishOf({ person, from, to, reason }: Typed): NewHold {
  if (person) return { entityType: person.kind, entityId: person.id, reason }
  return { ...(from ? { fromAt: `${from}T00:00:00.000Z` } : {}), ...(to ? { toAt: `${to}T23:59:59.999Z` } : {}), reason }
}
