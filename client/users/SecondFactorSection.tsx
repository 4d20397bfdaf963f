import { Button } from '@mantine/core'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import type { Me } from '../lib/session.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { toast } from '../ui/toast.ts'
import { type Enrolment, EnrolmentDialog } from './EnrolmentDialog.tsx'
import { PasswordDialog } from './PasswordDialog.tsx'
import classes from './ProfilePage.module.css'
import { beginSecondFactor, removeSecondFactor, renewRecoveryCodes, useRefreshMe } from './queries.ts'
import { RecoveryCodesDialog } from './RecoveryCodesDialog.tsx'

type Step =
  | { at: 'turning-on' | 'turning-off' | 'renewing' }
  | { at: 'scanning'; enrolment: Enrolment }
  | { at: 'codes'; codes: readonly string[] }

export function SecondFactorSection({ me }: { me: Me }) {
  const [step, setStep] = useState<Step>()
  return (
    <FormSection title={t('profile.factorTitle')} detail={t(me.secondFactor.enrolled ? 'profile.factorOn' : 'profile.factorOff')}>
      {me.secondFactor.enrolled ? (
        <Enrolled secondFactor={me.secondFactor} onStep={setStep} />
      ) : (
        <Button variant="default" onClick={() => setStep({ at: 'turning-on' })}>
          {t('profile.factorTurnOn')}
        </Button>
      )}
      {step && <StepDialog step={step} onStep={setStep} />}
    </FormSection>
  )
}

function Enrolled({ secondFactor, onStep }: { secondFactor: Me['secondFactor']; onStep: (step: Step) => void }) {
  return (
    <>
      <p className={classes.text}>{t('profile.codesLeft', { count: secondFactor.recoveryCodesLeft })}</p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => onStep({ at: 'renewing' })}>
          {t('profile.newCodes')}
        </Button>
        {!secondFactor.required && (
          <Button variant="default" onClick={() => onStep({ at: 'turning-off' })}>
            {t('profile.factorTurnOff')}
          </Button>
        )}
      </div>
      {secondFactor.required && <p className={classes.quiet}>{t('profile.factorRequired')}</p>}
    </>
  )
}

function StepDialog({ step, onStep }: { step: Step; onStep: (step: Step | undefined) => void }) {
  const refresh = useRefreshMe()
  const close = () => onStep(undefined)
  const showCodes = (codes: readonly string[]) => {
    void refresh()
    onStep({ at: 'codes', codes })
  }
  if (step.at === 'scanning') return <EnrolmentDialog enrolment={step.enrolment} onClose={close} onDone={showCodes} />
  if (step.at === 'codes') return <RecoveryCodesDialog codes={step.codes} onClose={close} />
  if (step.at === 'turning-on')
    return (
      <PasswordDialog
        title={t('profile.factorTitle')}
        detail={t('profile.factorOnDetail')}
        act={beginSecondFactor}
        onClose={close}
        onDone={(enrolment) => onStep({ at: 'scanning', enrolment })}
      />
    )
  if (step.at === 'renewing')
    return (
      <PasswordDialog
        title={t('profile.newCodes')}
        detail={t('profile.newCodesDetail')}
        act={renewRecoveryCodes}
        onClose={close}
        onDone={({ recoveryCodes }) => showCodes(recoveryCodes)}
      />
    )
  return (
    <PasswordDialog
      title={t('profile.factorOffTitle')}
      detail={t('profile.factorOffDetail')}
      act={removeSecondFactor}
      onClose={close}
      onDone={() => {
        close()
        void refresh()
        toast({ text: t('profile.factorIsOff') })
      }}
    />
  )
}
