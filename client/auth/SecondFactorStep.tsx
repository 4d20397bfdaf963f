import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { CodeInput, plainCode } from '../ui/CodeInput.tsx'
import { proveSecondFactor } from './queries.ts'
import { Step } from './Step.tsx'

type SecondFactorStepProps = { onDone: () => void; onStartOver: () => void }
type Way = 'app' | 'recovery'

const words = {
  app: { lead: 'auth.codeDetail', label: 'auth.code', wrong: 'auth.codeWrong', other: 'auth.useRecovery' },
  recovery: { lead: 'auth.recoveryDetail', label: 'auth.recovery', wrong: 'auth.recoveryWrong', other: 'auth.useApp' },
} as const

export function SecondFactorStep({ onDone, onStartOver }: SecondFactorStepProps) {
  const [way, setWay] = useState<Way>('app')
  const [code, setCode] = useState('')
  const attempt = useMutation({ mutationFn: proveSecondFactor, onSuccess: onDone, onError: () => setCode('') })
  const { lead, label, wrong, other } = words[way]
  const refused = attempt.error && (isStatus(attempt.error, 400, 401) ? t(wrong) : explainShortly(attempt.error))
  const change = () => {
    setWay(way === 'app' ? 'recovery' : 'app')
    setCode('')
    attempt.reset()
  }
  return (
    <Step title={t('auth.codeTitle')} lead={t(lead)} refused={refused ?? undefined} onSubmit={() => attempt.mutate(plainCode(code))}>
      <CodeInput key={way} label={t(label)} value={code} onChange={setCode} kind={way === 'app' ? 'digits' : 'letters'} />
      <Button size="md" type="submit" loading={attempt.isPending || attempt.isSuccess}>
        {t('auth.continue')}
      </Button>
      <Button size="sm" variant="subtle" onClick={change}>
        {t(other)}
      </Button>
      <Button size="sm" variant="subtle" color="gray" onClick={onStartOver}>
        {t('auth.startOver')}
      </Button>
    </Step>
  )
}
