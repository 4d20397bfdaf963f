import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { meQuery, useMe } from '../lib/session.ts'
import { t } from '../messages.ts'
import { Button, ButtonRow } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Form, Note, Section } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'
import { CodesDialog } from './CodesDialog.tsx'
import { EnrolDialog } from './EnrolDialog.tsx'

type Act = 'on' | 'off' | 'codes'
type Shown = { kind: 'password'; act: Act } | { kind: 'enrol'; secret: string; uri: string } | { kind: 'codes'; codes: string[] }

/** The second step: the password first, then what one came for. */
export function FactorSection() {
  const { enrolled, recoveryCodesLeft } = useMe().secondFactor
  const queries = useQueryClient()
  const [shown, setShown] = useState<Shown>()
  const showCodes = (codes: string[]) => setShown({ kind: 'codes', codes })
  const close = () => {
    setShown(undefined)
    void queries.invalidateQueries({ queryKey: meQuery.queryKey })
  }
  const ask = (act: Act) => () => setShown({ kind: 'password', act })
  return (
    <Section title={t('account.factorTitle')}>
      <Note>{enrolled ? t('account.factorOn', { count: recoveryCodesLeft }) : t('account.factorOff')}</Note>
      {enrolled ? (
        <ButtonRow>
          <Button onClick={ask('codes')}>{t('account.newCodes')}</Button>
          <Button onClick={ask('off')}>{t('account.turnOff')}</Button>
        </ButtonRow>
      ) : (
        <Button wide onClick={ask('on')}>
          {t('account.turnOn')}
        </Button>
      )}
      {shown?.kind === 'password' && <ProofDialog act={shown.act} onClose={close} onNext={setShown} onCodes={showCodes} />}
      {shown?.kind === 'enrol' && <EnrolDialog {...shown} onClose={close} onDone={showCodes} />}
      {shown?.kind === 'codes' && <CodesDialog codes={shown.codes} onClose={close} />}
    </Section>
  )
}

type ProofProps = { act: Act; onClose: () => void; onNext: (shown: Shown) => void; onCodes: (codes: string[]) => void }

function ProofDialog({ act, onClose, onNext, onCodes }: ProofProps) {
  const [password, setPassword] = useState('')
  const prove = useMutation({
    mutationFn: async () => {
      const body = { password }
      if (act === 'on') return onNext({ kind: 'enrol', ...(await call('POST /portal/me/second-factor', { body })) })
      if (act === 'codes') return onCodes((await call('POST /portal/me/recovery-codes', { body })).recoveryCodes)
      await call('DELETE /portal/me/second-factor', { body })
      onClose()
    },
  })
  const errors = fieldErrors(prove.error)
  return (
    <Dialog title={t('account.confirmTitle')} onClose={onClose}>
      <Form onSubmit={() => prove.mutate()}>
        {prove.error && !errors.password && <Notice kind="refused">{explainShortly(prove.error)}</Notice>}
        <Field
          label={t('account.current')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={errors.password}
        />
        <ButtonRow>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="filled" type="submit" busy={prove.isPending}>
            {t('account.continue')}
          </Button>
        </ButtonRow>
      </Form>
    </Dialog>
  )
}
