import { Button } from '@mantine/core'
import { IconPencil, IconUserShare, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { count } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import type { RowSelection } from '../../ui/row-selection.ts'
import classes from './BulkBar.module.css'
import { BulkDialog } from './BulkDialog.tsx'
import type { BulkField } from './fields.ts'
import type { NewBulkJob } from './jobs.ts'
import { records } from './words.ts'

type BulkBarProps = {
  kind: NewBulkJob['entityType']
  selection: RowSelection
  /** How many match the list's filters. */
  total: number | undefined
  /** The list's filters, without sort and page. */
  query: object
  fields: readonly BulkField[]
  /** The field that gets a button of its own, such as whom to give it to. */
  assign: string
}

/** Stands under a list while rows are picked: how many, and what can be done with them. */
export function BulkBar({ kind, selection, total, query, fields, assign }: BulkBarProps) {
  const [asking, setAsking] = useState<readonly BulkField[]>()
  const many = selection.count(total)
  if (many === 0 && !selection.picking) return null
  const { all, ids } = selection.picked
  const moreMatch = !all && total !== undefined && total > ids.size
  return (
    <section className={classes.bar} aria-label={t('bulk.bar')}>
      <p className={classes.count} role="status">
        {t('bulk.selected', { many: count(many) })}
      </p>
      {moreMatch && (
        <Button variant="subtle" size="compact-sm" onClick={selection.pickAll}>
          {t('bulk.pickMatching', { many: count(total) })}
        </Button>
      )}
      <div className={classes.acts}>
        <Button
          variant="default"
          leftSection={<IconUserShare size={14} aria-hidden />}
          disabled={many === 0}
          onClick={() => setAsking(fields.filter(({ name }) => name === assign))}
        >
          {t('bulk.assign')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPencil size={14} aria-hidden />}
          disabled={many === 0}
          onClick={() => setAsking(fields)}
        >
          {t('bulk.change')}
        </Button>
        <Button variant="subtle" color="gray" leftSection={<IconX size={14} aria-hidden />} onClick={selection.clear}>
          {t('bulk.clear')}
        </Button>
      </div>
      {asking && (
        <BulkDialog
          title={t('bulk.title', { what: records(kind, many) })}
          fields={asking}
          onClose={() => setAsking(undefined)}
          onBegun={selection.clear}
          // The room's own filters and fields; the server checks both.
          job={(changes) =>
            ({ entityType: kind, selection: all ? { query, except: [...ids] } : { ids: [...ids] }, ...changes }) as NewBulkJob
          }
        />
      )}
    </section>
  )
}
