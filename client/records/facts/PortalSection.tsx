import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { policy } from '#shared/policy'
import { relativeTime } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { CopyOnce } from '../../ui/CopyOnce.tsx'
import { confirm } from '../../ui/confirm.ts'
import { useNow } from '../../ui/RelativeTime.tsx'
import { PanelSection } from '../../ui/SidePanel.tsx'
import { toast } from '../../ui/toast.ts'
import { useActor } from '../people.ts'
import classes from './PortalSection.module.css'
import { type PortalAccess, portalAccessQuery, usePortalAct } from './portal-access.ts'

type PortalSectionProps = { leadId: number; name: string; readOnly: boolean }

/** Whether they may into the portal, when they were last in, and letting them in or out. */
export function PortalSection({ leadId, name, readOnly }: PortalSectionProps) {
  const { data: access } = useQuery(portalAccessQuery(leadId))
  const [link, setLink] = useState<string>()
  const now = useNow()
  const act = usePortalAct(leadId, ({ invitationUrl, isMailed }) => {
    setLink(invitationUrl)
    if (isMailed) toast({ text: t('portal.mailed', { name }) })
  })
  const withdraw = async () => {
    const isSure = await confirm({ title: t('portal.withdrawTitle'), detail: t('portal.withdrawDetail'), action: t('portal.withdraw') })
    if (isSure) act.mutate('withdraw')
  }
  const resetFactor = async () => {
    const isSure = await confirm({
      title: t('portal.factorTitle'),
      detail: t('portal.factorDetail', { name }),
      action: t('portal.factorReset'),
    })
    if (isSure) act.mutate('resetFactor')
  }
  const mayReset = policy.lead.resetPortalFactor(useActor())
  if (!access) return null
  return (
    <PanelSection title={t('portal.title')}>
      <p className={classes.state}>{stateWords(access, now)}</p>
      {link && (
        <div className={classes.link}>
          <p>{t('portal.handOver')}</p>
          <CopyOnce label={t('portal.link', { name })} secret={link} />
        </div>
      )}
      {!readOnly && (
        <div className={classes.acts}>
          <Button variant="default" loading={act.isPending} onClick={() => act.mutate('invite')}>
            {t(access.portalAccess ? 'portal.again' : 'portal.invite')}
          </Button>
          {access.hasSecondFactor && mayReset && (
            <Button variant="subtle" color="red" onClick={() => void resetFactor()}>
              {t('portal.factorReset')}
            </Button>
          )}
          {access.portalAccess && (
            <Button variant="subtle" color="red" onClick={() => void withdraw()}>
              {t('portal.withdraw')}
            </Button>
          )}
        </div>
      )}
    </PanelSection>
  )
}

function stateWords({ portalAccess, isActivated, lastPortalLogin }: PortalAccess, now: number): string {
  if (!portalAccess) return t('portal.closed')
  if (!isActivated) return t('portal.waiting')
  return lastPortalLogin ? t('portal.lastIn', { when: relativeTime(lastPortalLogin, now) }) : t('portal.neverIn')
}
