import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { speakFor } from '../lib/http.ts'
import { t } from '../lib/messages.ts'
import { meQuery, othersLeave, takeReturnPath } from '../lib/session.ts'
import { EnrolmentStep } from './EnrolmentStep.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import { SecondFactorStep } from './SecondFactorStep.tsx'

const route = getRouteApi('/doorway/sign-in')

const notes = {
  idle: 'auth.endedIdle',
  ended: 'auth.ended',
  'signed-out': 'auth.signedOut',
  'password-saved': 'auth.passwordSaved',
} as const

export function SignInPage() {
  const { why } = route.useSearch()
  const [step, setStep] = useState<'password' | 'totp' | 'enrolment'>('password')
  const enter = useEnter()
  if (step === 'enrolment') return <EnrolmentStep onDone={enter} />
  if (step === 'totp') return <SecondFactorStep onDone={enter} onStartOver={() => setStep('password')} />
  return <PasswordStep note={why && t(notes[why])} onDone={enter} onSecondFactor={setStep} />
}

/** Into the app, to where the person was. */
export function useEnter() {
  const queries = useQueryClient()
  const router = useRouter()
  const navigate = useNavigate()
  const { mutate } = useMutation({
    mutationFn: async () => {
      othersLeave()
      speakFor(undefined)
      queries.clear()
      await queries.fetchQuery(meQuery)
      await router.invalidate()
      await navigate({ href: takeReturnPath(), replace: true })
    },
  })
  return () => mutate()
}
