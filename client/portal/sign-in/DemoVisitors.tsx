import { Fragment } from 'react'
import { demoPatientPassword, demoPatients } from '#shared/demo'
import { useClinic } from '../lib/session.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { Note, Section } from '../ui/Page.tsx'

/** In the demo clinic alone: two made-up patients, one click each. */
export function DemoVisitors({ onChoose, busy }: { onChoose: (as: { email: string; password: string }) => void; busy: boolean }) {
  if (!useClinic()?.isDemo) return null
  const choices = [
    ['arriving', t('signIn.demoArriving'), t('signIn.demoArrivingNote')],
    ['inCare', t('signIn.demoInCare'), t('signIn.demoInCareNote')],
  ] as const
  return (
    <Section title={t('signIn.demoTitle')}>
      <Note>{t('signIn.demoLead')}</Note>
      {choices.map(([who, label, note]) => (
        <Fragment key={who}>
          <Button wide disabled={busy} onClick={() => onChoose({ email: demoPatients[who].email, password: demoPatientPassword })}>
            {label}
          </Button>
          <Note>{note}</Note>
        </Fragment>
      ))}
      <Note>
        {t('signIn.demoPassword', { password: demoPatientPassword, one: demoPatients.arriving.email, other: demoPatients.inCare.email })}
      </Note>
    </Section>
  )
}
