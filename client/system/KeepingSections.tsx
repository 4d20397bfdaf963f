/** How well the clinic's data is kept: the key, backups, drills, and who hears when something is wrong. */
import { useQuery } from '@tanstack/react-query'
import { t } from '../lib/messages.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { AlarmSettingsSection } from './AlarmSettingsSection.tsx'
import { AuditSections } from './AuditSection.tsx'
import { BackupSetup } from './BackupSetup.tsx'
import { BackupsSection } from './BackupsSection.tsx'
import { DrillsSection } from './DrillsSection.tsx'
import { KeySection } from './KeySection.tsx'
import { alarmSettingsQuery, backupsQuery } from './queries.ts'
import { Section } from './Section.tsx'
import classes from './system.module.css'

export function KeepingSections() {
  const backups = useQuery(backupsQuery)
  const settings = useQuery(alarmSettingsQuery)
  if (backups.isPending) return <SkeletonRows rows={4} columns={3} />
  if (!backups.data) return <ErrorState error={backups.error} onRetry={() => void backups.refetch()} />
  const isOwn = backups.data.kind !== 'elsewhere'
  return (
    <>
      {backups.data.key && !backups.data.key.isWrittenDown && <KeySection />}
      {isOwn ? (
        <>
          <BackupsSection backups={backups.data} />
          <DrillsSection />
        </>
      ) : (
        <Section title={t('system.backups')} isWide>
          <p className={classes.quiet}>{t('system.elsewhere')}</p>
          {backups.data.setup && <BackupSetup setup={backups.data.setup} />}
        </Section>
      )}
      <AuditSections />
      {settings.data && <AlarmSettingsSection key={settings.data.emails.join()} settings={settings.data} />}
    </>
  )
}
