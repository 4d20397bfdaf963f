import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { useTitle } from '../lib/title.ts'
import { confirm } from '../ui/confirm.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { FormPage } from '../ui/FormSection.tsx'
import { PageBar } from '../ui/PageBar.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { toast } from '../ui/toast.ts'
import { Blockers } from './Blockers.tsx'
import { ColumnsSection } from './ColumnsSection.tsx'
import { JoinSection } from './JoinSection.tsx'
import { Outcome } from './Outcome.tsx'
import { PreviewSection } from './PreviewSection.tsx'
import { ProblemsSection } from './ProblemsSection.tsx'
import { type Import, type ImportActs, importQuery, isOpen, isWorking, useImportActs } from './queries.ts'
import { RulesSection } from './RulesSection.tsx'
import { ValuesSection } from './ValuesSection.tsx'

export function ImportPage() {
  const id = Number(useParams({ from: '/staff/import/$id' }).id)
  const list = useQuery(importQuery(id))
  const acts = useImportActs(id)
  useTitle(list.data?.fileName ?? t('imports.one'))
  return (
    <>
      <PageBar
        title={list.data?.fileName ?? t('imports.one')}
        detail={list.data && `${t(`imports.kinds.${list.data.kind}`)}, ${t('imports.rows', { count: list.data.rows })}`}
        parent={<Link to="/import">{t('imports.title')}</Link>}
      >
        {list.data && <Actions list={list.data} acts={acts} />}
      </PageBar>
      {list.isPending && <SkeletonRows rows={10} columns={3} />}
      {list.isError && <NoImport error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && (
        <FormPage>
          <Outcome list={list.data} acts={acts} />
          {isOpen(list.data.state) && <Decisions list={list.data} acts={acts} />}
          {!isWorking(list.data.state) && <ProblemsSection list={list.data} />}
        </FormPage>
      )}
    </>
  )
}

function NoImport({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (!isStatus(error, 404)) return <ErrorState error={error} onRetry={onRetry} />
  const back = (
    <Button component={Link} to="/import" variant="default">
      {t('imports.toAll')}
    </Button>
  )
  return <EmptyState title={t('imports.notFound')} detail={t('imports.notFoundDetail')} action={back} />
}

function Decisions({ list, acts }: { list: Import; acts: ImportActs }) {
  return (
    <>
      <Blockers list={list} acts={acts} />
      <ColumnsSection list={list} acts={acts} />
      <JoinSection list={list} acts={acts} />
      <ValuesSection list={list} acts={acts} />
      <RulesSection list={list} acts={acts} />
      <PreviewSection list={list} />
    </>
  )
}

function Actions({ list, acts }: { list: Import; acts: ImportActs }) {
  const navigate = useNavigate()
  const discard = async () => {
    if (
      !(await confirm({ title: t('imports.discardTitle'), detail: t('imports.discardDetail'), action: t('imports.discard'), danger: true }))
    )
      return
    await acts.undo.mutateAsync()
    toast({ text: t('imports.discarded') })
    await navigate({ to: '/import' })
  }
  const undo = async () => {
    if (await confirm({ title: t('imports.undoTitle'), detail: t('imports.undoDetail'), action: t('imports.undo'), danger: true }))
      acts.undo.mutate()
  }
  if (list.state === 'done')
    return (
      <Button variant="default" onClick={() => void undo()}>
        {t('imports.undo')}
      </Button>
    )
  if (!isOpen(list.state)) return null
  const blocked = list.blockers.length > 0
  return (
    <>
      <Button variant="subtle" onClick={() => void discard()}>
        {t('imports.discard')}
      </Button>
      <Button variant="default" disabled={blocked} loading={acts.check.isPending} onClick={() => acts.check.mutate()}>
        {t('imports.check')}
      </Button>
      <Button disabled={blocked} loading={acts.run.isPending} onClick={() => acts.run.mutate()}>
        {t('imports.run')}
      </Button>
    </>
  )
}
