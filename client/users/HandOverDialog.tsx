import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { ApiError } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { fullName } from '../lib/session.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { toast } from '../ui/toast.ts'
import { HandOverTakers } from './HandOverTakers.tsx'
import { bodyOf, heldOf, type Takers } from './hand-over.ts'
import classes from './ProfilePage.module.css'
import { handOver, holdingsQuery, type StaffMember, useRefreshStaff } from './queries.ts'

type HandOverDialogProps = { member: StaffMember; deactivate: boolean; onClose: () => void; onDeactivated: () => void }

/** Counts first, then who takes each kind; all of it moves in one step, or nothing does. */
export function HandOverDialog({ member, deactivate, onClose, onDeactivated }: HandOverDialogProps) {
  const name = fullName(member)
  const holdings = useQuery({ ...holdingsQuery, staleTime: 0 })
  const [takers, setTakers] = useState<Takers>({})
  const [unassign, setUnassign] = useState(false)
  const move = useHandOver(name, { deactivate, onClose, onDeactivated })
  const held = holdings.data && heldOf(holdings.data.get(member.id))
  const chosen = held?.filter(({ kind }) => takers[kind] !== undefined).length ?? 0
  // Who stays may keep some of it; who leaves may not.
  const complete = held !== undefined && (deactivate ? chosen === held.length : chosen > 0)
  const clash = move.error instanceof ApiError && move.error.type.endsWith(':overlap')
  const send = () => move.mutate({ id: member.id, body: bodyOf(takers, { deactivate, unassign }) })
  const footer = (
    <>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button color={deactivate ? 'red' : undefined} disabled={!complete} loading={move.isPending} onClick={send}>
        {t(!deactivate ? 'handOver.move' : held?.length ? 'handOver.leaveAndMove' : 'handOver.leave')}
      </Button>
    </>
  )
  return (
    <Dialog title={t(deactivate ? 'handOver.leaveTitle' : 'handOver.title', { name })} onClose={onClose} footer={footer} width={520}>
      <div className={classes.form}>
        <p className={classes.text}>{t(deactivate ? 'handOver.leaveDetail' : 'handOver.detail')}</p>
        {holdings.isPending && <SkeletonRows rows={4} columns={2} height={48} />}
        {holdings.isError && <ErrorState error={holdings.error} onRetry={() => void holdings.refetch()} />}
        {held?.length === 0 && <p className={classes.quiet}>{t('handOver.holdsNothing')}</p>}
        {held && <HandOverTakers held={held} leaver={member.id} stays={!deactivate} takers={takers} onChange={setTakers} />}
        {move.error && (
          <p role="alert" className={classes.wrong}>
            {explainShortly(move.error)}
          </p>
        )}
        {(clash || unassign) && (
          <Checkbox label={t('handOver.clashUnassign')} checked={unassign} onChange={(event) => setUnassign(event.currentTarget.checked)} />
        )}
      </div>
    </Dialog>
  )
}

type After = Pick<HandOverDialogProps, 'deactivate' | 'onClose' | 'onDeactivated'>

function useHandOver(name: string, { deactivate, onClose, onDeactivated }: After) {
  const refresh = useRefreshStaff()
  return useMutation({
    mutationFn: handOver,
    onSuccess: ({ unassigned, ...moved }) => {
      void refresh()
      onClose()
      const count = Object.values(moved).reduce((sum, each) => sum + each, 0)
      if (count === 0 && deactivate) return onDeactivated()
      const words = [
        deactivate ? t('handOver.left', { name }) : '',
        t('handOver.done', { count, name }),
        unassigned > 0 ? t('handOver.unassigned', { count: unassigned }) : '',
        deactivate ? t('handOver.back', { name }) : '',
      ]
      toast({ text: words.filter(Boolean).join(' ') })
    },
  })
}
