import { Link } from '@tanstack/react-router'
import type { ApiReply } from '#shared/api'
import { dateAndTime, exactTime } from '../lib/dates.ts'
import { t } from '../lib/messages.ts'
import { useNameOf } from '../records/people.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { useNow } from '../ui/RelativeTime.tsx'
import type { TableColumn } from '../ui/table-columns.ts'
import classes from './audit.module.css'
import { changeWords, deedWords, recordKindWords } from './words.ts'

export type AuditEntry = ApiReply<'GET /audit'>['data'][number] & { key: number; burst: { times: number; isOpen: boolean } }

export const auditColumns = (onBurst: (key: number) => void): TableColumn<AuditEntry>[] => [
  { id: 'at', header: t('audit.time'), cell: ({ at }) => <When at={at} />, width: 112, phone: 'aside' },
  { id: 'who', header: t('audit.person'), cell: (entry) => <Who entry={entry} />, width: 180, grow: 1, phone: 'title', fixed: true },
  { id: 'what', header: t('audit.what'), cell: (entry) => <What entry={entry} onBurst={onBurst} />, width: 190, grow: 1, phone: 'detail' },
  { id: 'record', header: t('audit.record'), cell: (entry) => <Records entry={entry} />, width: 220, grow: 2, phone: 'detail' },
  { id: 'change', header: t('audit.change'), cell: (entry) => <Change entry={entry} />, width: 200, grow: 2 },
]

/** By the clock: whoever asks who did what asks when. */
function When({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {dateAndTime(at, useNow())}
    </time>
  )
}

function Who({ entry: { userId, userName, via } }: { entry: AuditEntry }) {
  const name = userName ?? (via === null ? t('audit.product') : t('audit.nobody'))
  return (
    <span className={classes.who}>
      {userName && <PersonAvatar name={userName} size={20} decorative />}
      {userId === null ? (
        <span className={classes.quiet}>{name}</span>
      ) : (
        <Link to="/audit" search={{ userId: [String(userId)] }} className={classes.link} title={t('audit.onlyPerson', { name })}>
          {name}
        </Link>
      )}
    </span>
  )
}

function What({ entry, onBurst }: { entry: AuditEntry; onBurst: (key: number) => void }) {
  const { times, isOpen } = entry.burst
  const route = times > 1 && !isOpen ? undefined : (entry.route ?? undefined)
  return (
    <span className={classes.what} data-kind={entry.kind} title={route}>
      {deedWords(entry)}
      {times > 1 && (
        <button
          type="button"
          className={classes.times}
          aria-expanded={isOpen}
          title={t(isOpen ? 'audit.timesTogether' : 'audit.timesEach')}
          onClick={() => onBurst(entry.key)}
        >
          {t('audit.times', { count: times })}
        </button>
      )}
    </span>
  )
}

/** The first few by name; each opens who else did or saw something of it. */
function Records({ entry: { entityType, records, count } }: { entry: AuditEntry }) {
  if (entityType === null && records.length === 0) return null
  // A look at several kinds names each with its own.
  const kind = entityType === null ? '' : recordKindWords(entityType)
  const rest = count - records.length
  return (
    <span className={classes.records}>
      {kind && <span className={classes.quiet}>{kind} </span>}
      {records.map(({ id, entityType: own, name }, index) => (
        <span key={`${own} ${id}`}>
          {index > 0 && ', '}
          <Link
            to="/audit"
            search={{ entityType: own ?? entityType ?? undefined, entityId: id }}
            className={classes.link}
            title={t('audit.onlyRecord', { name: name ?? kind })}
          >
            {name ?? t('audit.noName')}
          </Link>
        </span>
      ))}
      {rest > 0 && <span className={classes.quiet}> {t('audit.more', { count: rest })}</span>}
    </span>
  )
}

function Change({ entry }: { entry: AuditEntry }) {
  const words = changeWords(entry, useNameOf())
  return (
    <span className={classes.quiet} title={words}>
      {words}
    </span>
  )
}
