import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { confirm } from '../ui/confirm.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormSection } from '../ui/FormSection.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { StackedItem, StackedList } from '../ui/StackedList.tsx'
import { toast } from '../ui/toast.ts'
import { NewTokenDialog } from './NewTokenDialog.tsx'
import classes from './ProfilePage.module.css'
import { type ApiToken, revokeToken, tokensQuery, useRefreshMe } from './queries.ts'

export function TokensSection() {
  const tokens = useQuery(tokensQuery)
  const [making, setMaking] = useState(false)
  return (
    <FormSection title={t('profile.tokens')} detail={t('profile.tokensDetail')}>
      {tokens.isPending && <SkeletonRows rows={1} columns={2} height={52} />}
      {tokens.isError && <ErrorState error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.data && <Tokens tokens={tokens.data.data} />}
      <Button variant="default" onClick={() => setMaking(true)}>
        {t('profile.newToken')}
      </Button>
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
    </FormSection>
  )
}

function Tokens({ tokens }: { tokens: readonly ApiToken[] }) {
  const refresh = useRefreshMe()
  const revoke = useMutation({
    mutationFn: revokeToken,
    onSuccess: () => {
      void refresh()
      toast({ text: t('profile.revoked') })
    },
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
  })
  const ask = async ({ id, name }: ApiToken) => {
    const question = { title: t('profile.revokeTitle', { name }), detail: t('profile.revokeDetail') }
    if (await confirm({ ...question, action: t('profile.revoke'), danger: true })) revoke.mutate(id)
  }
  if (tokens.length === 0) return <p className={classes.quiet}>{t('profile.tokensNone')}</p>
  return (
    <StackedList label={t('profile.tokens')}>
      {tokens.map((token) => (
        <TokenItem key={token.id} token={token} onRevoke={() => void ask(token)} />
      ))}
    </StackedList>
  )
}

function TokenItem({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const { name, scope, lastUsedAt, expiresAt } = token
  const ended = Date.parse(expiresAt) < Date.now()
  const detail = (
    <>
      {t(scope === 'read' ? 'profile.scopeRead' : 'profile.scopeWrite')} ·{' '}
      {lastUsedAt ? (
        <>
          {t('profile.lastUsed')} <RelativeTime at={lastUsedAt} inSentence />
        </>
      ) : (
        t('profile.tokenUnused')
      )}{' '}
      · {t(ended ? 'profile.tokenEnded' : 'profile.tokenEnds')} <RelativeTime at={expiresAt} inSentence />
    </>
  )
  const action = (
    <Button variant="default" onClick={onRevoke} aria-label={t('profile.revokeOf', { name })}>
      {t('profile.revoke')}
    </Button>
  )
  return <StackedItem title={name} detail={detail} action={action} />
}
