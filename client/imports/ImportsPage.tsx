import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type ImportKind, importKinds } from '#shared/imports'
import { policy } from '#shared/policy'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { useTitle } from '../lib/title.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { RelativeTime } from '../ui/RelativeTime.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import classes from './imports.module.css'
import { countWords, ImportStateMark } from './marks.tsx'
import { type ImportSummary, importQuery, importsQuery, refusalWords, uploadList } from './queries.ts'

export function ImportsPage() {
  useTitle(t('imports.title'))
  return (
    <>
      <PageBar title={t('imports.title')} />
      <div className={classes.page}>
        <Upload />
        <Earlier />
      </div>
    </>
  )
}

function Upload() {
  const { id, role } = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const kinds = importKinds.filter((each) => policy.import.create({ userId: id, role }, each))
  const [kind, setKind] = useState<ImportKind>(kinds[0] ?? 'leads')
  const upload = useMutation({
    mutationFn: uploadList,
    onSuccess: (list) => {
      queries.setQueryData(importQuery(list.id).queryKey, list)
      void queries.invalidateQueries({ queryKey: importsQuery.queryKey })
      void navigate({ to: '/import/$id', params: { id: String(list.id) } })
    },
  })
  return (
    <section className={classes.upload} aria-label={t('imports.drop')}>
      {kinds.length > 1 && (
        <div className={classes.kind}>
          <span id="import-kind">{t('imports.kind')}</span>
          <SegmentedControl
            size="xs"
            aria-labelledby="import-kind"
            value={kind}
            onChange={(value) => setKind(importKinds.find((each) => each === value) ?? kind)}
            data={kinds.map((each) => ({ value: each, label: t(`imports.kinds.${each}`) }))}
          />
        </div>
      )}
      {upload.isPending ? (
        <div className={classes.uploading}>
          <p>{t('imports.uploading', { name: upload.variables.file.name })}</p>
          <ProgressBar label={t('imports.uploading', { name: upload.variables.file.name })} done={0} />
        </div>
      ) : (
        <FileDrop
          label={t('imports.drop')}
          detail={t('imports.dropDetail')}
          choose={t('imports.choose')}
          accept=".csv,.tsv,.txt,text/csv"
          onFile={(file) => upload.mutate({ file, kind })}
        />
      )}
      {upload.isError && (
        <p role="alert" className={classes.failure}>
          {refusalWords(upload.error)}
        </p>
      )}
    </section>
  )
}

function Earlier() {
  const list = useInfiniteQuery(importsQuery)
  if (list.isPending) return <SkeletonRows rows={5} columns={4} />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  const rows = list.data.pages.flatMap(({ data }) => data)
  if (rows.length === 0)
    return (
      <section aria-labelledby="earlier-imports">
        <h2 id="earlier-imports" className={classes.heading}>
          {t('imports.none')}
        </h2>
        <p className={classes.quiet}>{t('imports.noneDetail')}</p>
      </section>
    )
  return (
    <section aria-labelledby="earlier-imports">
      <h2 id="earlier-imports" className={classes.heading}>
        {t('imports.earlier')}
      </h2>
      <ul className={classes.list}>
        {rows.map((row) => (
          <EarlierRow key={row.id} row={row} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('imports.more')}
        </Button>
      )}
    </section>
  )
}

function EarlierRow({ row }: { row: ImportSummary }) {
  return (
    <li className={classes.row}>
      <Link to="/import/$id" params={{ id: String(row.id) }} className={classes.name}>
        {row.fileName}
      </Link>
      <span className={classes.quiet}>
        {t(`imports.kinds.${row.kind}`)}, {t('imports.rows', { count: row.rows })}
      </span>
      <ImportStateMark state={row.state} />
      <span className={classes.quiet}>{countWords(row)}</span>
      <RelativeTime at={row.createdAt} className={classes.quiet} />
    </li>
  )
}
