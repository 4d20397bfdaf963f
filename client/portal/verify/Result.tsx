import { exactTime } from '../../lib/dates.ts'
import { t } from '../messages.ts'
import { Facts, Note } from '../ui/Page.tsx'
import { Notice } from '../ui/States.tsx'
import type { Checked } from './checking.ts'
import classes from './VerifyPage.module.css'

export function Result({ checked: { verdict, certificate, standing, byServer } }: { checked: Checked }) {
  if (verdict !== 'valid' || !certificate) {
    const words = verdict === 'altered' ? 'altered' : 'unknown'
    return (
      <Notice kind={verdict === 'altered' ? 'refused' : 'warning'} title={t(`verify.${words}`)}>
        {t(`verify.${words}Detail`)}
      </Notice>
    )
  }
  const { document, keyId } = certificate
  const { name, method } = document.signer
  return (
    <div className={classes.result}>
      <Notice kind="good" title={t('verify.valid')}>
        {t('verify.validDetail', { name })}
      </Notice>
      {standing === 'void' && <Notice kind="warning">{t('verify.isVoid')}</Notice>}
      {standing === 'outdated' && <Notice kind="warning">{t('verify.isOutdated')}</Notice>}
      <Facts
        facts={[
          [t('verify.signer'), name],
          [t('verify.when'), exactTime(document.signedAt)],
          [t('verify.clinic'), document.clinic],
          [t('verify.method'), t(`verify.${method}`)],
          [t('verify.statement'), document.consent.text],
          [t('verify.number'), <Code key="number">{document.id}</Code>],
          [t('verify.key'), <Code key="key">{keyId}</Code>],
        ]}
      />
      <details>
        <summary className={classes.summary}>{t('verify.content')}</summary>
        <pre className={classes.content}>{JSON.stringify(document.answers, null, 2)}</pre>
      </details>
      {byServer && <Note>{t('verify.byServer')}</Note>}
    </div>
  )
}

const Code = ({ children }: { children: string }) => <span className={classes.code}>{children}</span>
