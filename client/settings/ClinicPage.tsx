import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormPage } from '../ui/FormSection.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { AboutClinic } from './AboutClinic.tsx'
import { ConversionSection } from './ConversionSection.tsx'
import { HolidaysSection } from './HolidaysSection.tsx'
import { HoursSection } from './HoursSection.tsx'
import { LogoSection } from './LogoSection.tsx'
import { clinicQuery } from './queries.ts'
import { RemindersSection } from './RemindersSection.tsx'
import { RepliesSection } from './RepliesSection.tsx'

export function ClinicPage() {
  const clinic = useQuery(clinicQuery)
  if (clinic.isPending) return <SkeletonRows rows={6} columns={2} height={56} />
  if (clinic.isError) return <ErrorState error={clinic.error} onRetry={() => void clinic.refetch()} />
  const { row, etag } = clinic.data
  return (
    <FormPage>
      {/* What somebody else saved meanwhile is shown: a section begins anew with it. */}
      <AboutClinic key={`${row.name} ${row.timeZone} ${row.country}`} clinic={row} etag={etag} />
      <LogoSection key={row.logoColour} clinic={row} etag={etag} />
      <HoursSection key={JSON.stringify(row.hours)} hours={row.hours} />
      <RemindersSection key={row.reminderMinutes.join()} clinic={row} etag={etag} />
      <RepliesSection key={row.replyHours} clinic={row} etag={etag} />
      <ConversionSection clinic={row} etag={etag} />
      <HolidaysSection holidays={row.holidays} />
    </FormPage>
  )
}
