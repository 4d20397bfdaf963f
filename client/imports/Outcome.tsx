import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { FormSection } from '../ui/FormSection.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { toast } from '../ui/toast.ts'
import classes from './imports.module.css'
import { Figures } from './marks.tsx'
import { type Import, type ImportActs, isWorking } from './queries.ts'

/** What is going on with the list, or what came of it. */
export function Outcome({ list, acts }: { list: Import; acts: ImportActs }) {
  if (isWorking(list.state)) return <Working list={list} acts={acts} state={list.state} />
  return (
    <>
      {list.failure && (
        <p role="alert" className={classes.failure}>
          {list.failure}
        </p>
      )}
      {(list.counts || list.undone) && <Result list={list} />}
    </>
  )
}

function Working({ list, acts, state }: { list: Import; acts: ImportActs; state: 'checking' | 'running' | 'undoing' }) {
  const label = t(`imports.working.${state}`)
  const percent = Math.floor((list.progress / Math.max(list.rows, 1)) * 100)
  const stop = () => acts.stop.mutate(undefined, { onSuccess: () => toast({ text: t('imports.stopped') }) })
  return (
    <FormSection title={t(`imports.states.${state}`)} detail={label}>
      <div className={classes.progress}>
        <ProgressBar label={label} done={list.progress} total={list.progress > 0 ? list.rows : undefined} />
        {list.progress > 0 && <span className={classes.percent}>{t('imports.percent', { percent })}</span>}
      </div>
      <Button variant="default" loading={acts.stop.isPending} onClick={stop}>
        {t('imports.stop')}
      </Button>
    </FormSection>
  )
}

function Result({ list }: { list: Import }) {
  const title = list.undone ? t('imports.undoFound') : list.state === 'done' ? t('imports.became') : t('imports.wouldBe')
  const refused = list.counts?.refused ?? 0
  return (
    <FormSection title={title} detail={refused > 0 ? t('imports.badRowsDetail') : undefined}>
      <Figures counts={list.counts} undone={list.undone} />
      <div className={classes.buttons}>
        {list.state === 'done' && <Link to={list.kind === 'leads' ? '/leads' : '/patients'}>{t('imports.toRecords')}</Link>}
        {refused > 0 && (
          <a href={`/api/v1/imports/${list.id}/problems.csv`} download>
            {t('imports.badRows')}
          </a>
        )}
      </div>
    </FormSection>
  )
}
