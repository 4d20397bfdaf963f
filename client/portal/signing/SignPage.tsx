import { useQuery } from '@tanstack/react-query'
import { shortDate } from '../../lib/dates.ts'
import { signaturesQuery } from '../lib/signatures.ts'
import { t } from '../messages.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, ErrorState, Notice, Skeleton } from '../ui/States.tsx'
import { Certificates, EarlierSignatures } from './Certificates.tsx'
import { type Signed, toSignQuery } from './queries.ts'
import { SignForm } from './SignForm.tsx'

/** The answers are complete: sign them, or see that they are signed. */
export function SignPage() {
  const { data, error, refetch } = useQuery(toSignQuery)
  const { data: all } = useQuery(signaturesQuery)
  const wasVoided = all?.[0]?.state === 'void'
  const waiting = data?.response
  return (
    <Page
      title={waiting || !data?.signature ? t('signing.title') : t('signing.done')}
      lead={waiting && t('signing.lead')}
      back={{ to: '/portal' }}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton tall />}
      {waiting && <SignForm waiting={waiting} signerName={data.signerName} />}
      {data && !waiting && data.signature && <Done signature={data.signature} />}
      {data && !waiting && !data.signature && (
        <EmptyState
          title={t('signing.notYet')}
          detail={t(wasVoided ? 'signing.voidedDetail' : 'signing.notYetDetail')}
          action={
            <LinkButton to="/portal/questionnaire" look="filled" wide>
              {t('signing.toQuestions')}
            </LinkButton>
          }
        />
      )}
      <EarlierSignatures />
    </Page>
  )
}

function Done({ signature }: { signature: Signed }) {
  const day = shortDate(signature.signedAt, Date.now())
  return (
    <>
      <Notice kind="good" title={t('signing.doneBy', { name: signature.signerName, day })}>
        {t('signing.doneDetail')}
      </Notice>
      <LinkButton to="/portal" look="filled" wide>
        {t('signing.next')}
      </LinkButton>
      <Certificates id={signature.id} />
    </>
  )
}
