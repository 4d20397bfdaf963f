import { useQuery } from '@tanstack/react-query'
import { fieldsOf, type ImportField, isStaffField } from '#shared/imports'
import { count, shortDate } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { type Import, previewQuery, type Staff, staffQuery } from './queries.ts'
import classes from './rows.module.css'

const nobody: readonly Staff[] = []

export function PreviewSection({ list }: { list: Import }) {
  const preview = useQuery(previewQuery(list.id, list.updatedAt))
  const staff = useQuery(staffQuery).data?.data ?? nobody
  const now = useNow()
  if (preview.isPending) return <SkeletonRows rows={6} columns={5} />
  if (preview.isError) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
  const rows = preview.data.data
  const fields = fieldsOf[list.kind].filter((field) => rows.some(({ values }) => values[field]))
  const words = (field: ImportField, value: string | undefined) => {
    if (!value) return ''
    if (field === 'createdAt') return shortDate(value, now)
    const person = isStaffField(field) ? staff.find(({ id }) => String(id) === value) : undefined
    return person ? fullName(person) : value
  }
  return (
    <section className={classes.wide} aria-labelledby="import-preview">
      <h2 id="import-preview" className={classes.heading}>
        {t('imports.preview')}
      </h2>
      <p className={classes.quiet}>{t('imports.previewDetail')}</p>
      <ScrollRegion className={classes.scroll} labelledBy="import-preview">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('imports.row')}</th>
              {fields.map((field) => (
                <th key={field} scope="col">
                  {t(`imports.fields.${field}`)}
                </th>
              ))}
              <th scope="col">{t('imports.problem')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, values, errors, warnings }) => (
              <tr key={line}>
                <th scope="row">{count(line)}</th>
                {fields.map((field) => (
                  <td key={field} title={values[field]}>
                    {words(field, values[field])}
                  </td>
                ))}
                <td data-bad={errors.length > 0 || undefined}>{[...errors, ...warnings].map(remarkWords).join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}

const remarkWords = ({ field, message }: { field: ImportField | null; message: string }) =>
  field ? `${t(`imports.fields.${field}`)} ${message}` : message
