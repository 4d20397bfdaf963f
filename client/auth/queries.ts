import { queryOptions } from '@tanstack/react-query'
import { call } from '../lib/api.ts'

export const signIn = (body: { email: string; password: string }) => call('POST /auth/sign-in', { body })

export const proveSecondFactor = (code: string) => call('POST /auth/second-factor', { body: { code } })

/** Each call makes a new secret, so one answer serves the whole step. */
export const enrolmentQuery = queryOptions({
  queryKey: ['enrolment'],
  queryFn: () => call('POST /auth/enrolment'),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
})

export const completeEnrolment = (code: string) => call('PUT /auth/enrolment', { body: { code } })

export const askForReset = (email: string) => call('POST /auth/reset', { body: { email: email.trim() } })

export const choosePassword = (body: { token: string; password: string }) => call('POST /auth/password', { body })

export type StartingData = 'empty' | 'demo'
type Setup = {
  token: string
  firstName: string
  lastName: string
  email: string
  password: string
  data: StartingData
  /** Of a clinic that starts empty. */
  clinic?: { name: string; timeZone: string }
}

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call('GET /setup', { signal }),
  staleTime: 0,
})

export const setUp = (body: Setup) => call('POST /setup', { body })
