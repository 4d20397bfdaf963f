import { useQuery } from '@tanstack/react-query'
import type { Definition } from '#shared/questionnaires'
import { useLanguage } from '../lib/language.ts'
import { t } from '../lib/messages.ts'
import { differences } from './draft.ts'
import { type Version, versionQuery, versionsQuery } from './queries.ts'
import classes from './questionnaires.module.css'

/** What changed since the published version before this one. */
export function Compared({ version, definition }: { version: Version; definition: Definition }) {
  const { data: versions } = useQuery(versionsQuery)
  const before = versions?.find((each) => each.version < version.version && each.publishedAt !== null)
  const { data } = useQuery({ ...versionQuery(before?.id ?? 0), enabled: before !== undefined })
  const spoken = useLanguage()
  if (!before || !data) return null
  const changes = differences(data.row.definition, definition)
  return (
    <details className={classes.compared}>
      <summary>
        {t('questionnaires.compare', { version: before.version })} ({changes.length})
      </summary>
      {changes.length === 0 && <p className={classes.quiet}>{t('questionnaires.noChanges')}</p>}
      <ul>
        {changes.map(({ kind, item }) => (
          <li key={item.id}>{t(`questionnaires.${kind}`, { label: item.label[spoken] })}</li>
        ))}
      </ul>
    </details>
  )
}
