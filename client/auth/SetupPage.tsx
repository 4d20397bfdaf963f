import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { showKey } from '../lib/backup-key.ts'
import { t } from '../lib/messages.ts'
import { ApiError } from '../lib/problem.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { AccountStep, type FirstAccount } from './AccountStep.tsx'
import { ClinicStep } from './ClinicStep.tsx'
import classes from './Doorway.module.css'
import { KeyStep } from './KeyStep.tsx'
import { useLinkToken } from './link-token.ts'
import { setUp, setupQuery } from './queries.ts'
import { useEnter } from './SignInPage.tsx'
import { StartStep } from './StartStep.tsx'
import { Step } from './Step.tsx'

/** The first page of a new clinic: an Admin's account, an empty clinic or the demo one, the key of the backups. */
export function SetupPage() {
  const token = useLinkToken()
  // Asked once: who comes back from writing the key down elsewhere finds the step, not that set-up is finished.
  const setup = useQuery({ ...setupQuery, refetchOnWindowFocus: false, refetchOnReconnect: false })
  if (setup.isPending) return null
  if (setup.isError) return <ErrorState as="h1" error={setup.error} onRetry={() => void setup.refetch()} />
  if (!setup.data.open) return <Closed />
  if (!token) return <Step title={t('auth.linkIncomplete')} lead={t('auth.setupIncompleteDetail')} />
  return <SetupSteps token={token} />
}

function SetupSteps({ token }: { token: string }) {
  const [account, setAccount] = useState<FirstAccount>()
  const [step, setStep] = useState<'account' | 'start' | 'clinic'>('account')
  const enter = useEnter()
  // Where the clinic's database is backed up elsewhere there is no key, and set-up is done.
  const show = useMutation({ mutationFn: showKey, onError: enter })
  const make = useMutation({
    mutationFn: setUp,
    onSuccess: () => show.mutate(),
    // A refused field belongs to the first step; what was typed is still there.
    onError: (error) => error instanceof ApiError && error.errors.length > 0 && setStep('account'),
  })
  if (show.data) return <KeyStep secret={show.data.key} onDone={enter} />
  if (step === 'account' || !account)
    return (
      <AccountStep
        initial={account}
        error={make.error}
        onDone={(given) => {
          make.reset()
          setAccount(given)
          setStep('start')
        }}
      />
    )
  if (step === 'clinic')
    return (
      <ClinicStep
        busy={make.isPending || make.isSuccess}
        error={make.error}
        onDone={(clinic) => make.mutate({ ...account, token, data: 'empty', clinic })}
      />
    )
  return (
    <StartStep
      busy={make.isPending || make.isSuccess ? make.variables.data : undefined}
      error={make.error}
      onChoose={(data) => (data === 'empty' ? setStep('clinic') : make.mutate({ ...account, token, data }))}
    />
  )
}

function Closed() {
  return (
    <Step title={t('auth.setupClosed')} lead={t('auth.setupClosedDetail')}>
      <Link to="/sign-in" className={classes.below}>
        {t('auth.signIn')}
      </Link>
    </Step>
  )
}
