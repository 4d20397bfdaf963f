/** The key of the backups: shown until somebody has written it down, which its last letters prove. */
import { useMutation } from '@tanstack/react-query'
import { type ChangeEvent, useState } from 'react'
import { call } from './api.ts'
import { t } from './messages.ts'
import { explainShortly, fieldErrors } from './problem-words.ts'

export const showKey = () => call('POST /system/backup-key', {})

const confirmKey = (lastGroup: string) => call('PUT /system/backup-key/confirmation', { body: { lastGroup } })

/** The field that proves it, as properties for a text input, and the act. */
export function useKeyProof(onProven: () => unknown) {
  const [lastGroup, setLastGroup] = useState('')
  const [wrong, setWrong] = useState<string>()
  const confirm = useMutation({
    mutationFn: confirmKey,
    onSuccess: onProven,
    onError: (error) => setWrong(fieldErrors(error).lastGroup ? t('system.keyWrong') : explainShortly(error)),
  })
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    setLastGroup(event.currentTarget.value)
    setWrong(undefined)
  }
  return {
    field: { label: t('system.keyLast'), value: lastGroup, error: wrong, maxLength: 20, autoComplete: 'off', onChange },
    isEmpty: lastGroup.trim() === '',
    isBusy: confirm.isPending || confirm.isSuccess,
    prove: () => confirm.mutate(lastGroup),
  }
}
