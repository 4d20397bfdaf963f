import { Button } from '@mantine/core'
import { useState } from 'react'
import { t } from '../lib/messages.ts'
import { FileDrop } from '../ui/FileDrop.tsx'
import { FormSection } from '../ui/FormSection.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import type { Import, ImportActs } from './queries.ts'

export function JoinSection({ list, acts }: { list: Import; acts: ImportActs }) {
  const { joinedFile } = list
  // A list without people asks for the file that has them; for all others it is the exception.
  const [wanted, setWanted] = useState(list.blockers.some(({ code }) => code === 'no_people'))
  return (
    <FormSection title={t('imports.join')} detail={t('imports.joinDetail')}>
      {joinedFile && (
        <>
          <span>{t('imports.joined', { name: joinedFile.fileName, count: joinedFile.rows, column: joinedFile.column })}</span>
          <Button variant="default" size="xs" loading={acts.unjoin.isPending} onClick={() => acts.unjoin.mutate()}>
            {t('imports.unjoin')}
          </Button>
        </>
      )}
      {!joinedFile && acts.join.isPending && <ProgressBar label={t('imports.uploading', { name: acts.join.variables.name })} done={0} />}
      {!joinedFile && !wanted && (
        <Button variant="default" onClick={() => setWanted(true)}>
          {t('imports.addJoin')}
        </Button>
      )}
      {!joinedFile && wanted && !acts.join.isPending && (
        <FileDrop
          label={t('imports.joinDrop')}
          detail={t('imports.joinDropDetail')}
          choose={t('imports.choose')}
          accept=".csv,.tsv,.txt,text/csv"
          onFile={(file) => acts.join.mutate(file)}
        />
      )}
    </FormSection>
  )
}
