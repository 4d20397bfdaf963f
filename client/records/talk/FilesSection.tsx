import { ActionIcon, FileButton } from '@mantine/core'
import { IconFileText, IconPhoto, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { policy } from '#shared/policy'
import { shortDate } from '../../lib/dates.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { fileSize } from '../../lib/sizes.ts'
import { confirm } from '../../ui/confirm.ts'
import { useNow } from '../../ui/RelativeTime.tsx'
import { PanelSection } from '../../ui/SidePanel.tsx'
import { toast } from '../../ui/toast.ts'
import { useActor, useNameOf } from '../people.ts'
import type { RecordRef } from '../record.ts'
import listClasses from '../tasks/TasksSection.module.css'
import { SectionAside } from '../tasks/TasksSection.tsx'
import classes from './Talk.module.css'
import { acceptedFiles, fileAddress, filesQuery, type PersonFile, useRemoveFile, useUpload } from './talks.ts'

type FilesProps = { record: RecordRef; person: { ownerId: number | null; contactId: number | null } }

/** Documents of a person: theirs and the clinic's, each to be saved. */
export function FilesSection({ record, person }: FilesProps) {
  const { data: files = [] } = useQuery(filesQuery(record))
  const upload = useUpload(record)
  const may = policy.message.send(useActor(), person)
  const add = (file: File | null) =>
    file && upload.mutate(file, { onError: (error) => toast({ text: explainShortly(error), refused: true }) })
  const button = may && (
    <FileButton accept={acceptedFiles} onChange={add}>
      {(given) => (
        <ActionIcon {...given} aria-label={t('files.add')} title={t('files.add')} loading={upload.isPending}>
          <IconPlus size={16} />
        </ActionIcon>
      )}
    </FileButton>
  )
  return (
    <PanelSection title={t('files.title')} aside={<SectionAside words="">{button}</SectionAside>}>
      {files.length === 0 && <p className={listClasses.none}>{t('files.none')}</p>}
      <ul className={listClasses.list}>
        {files.map((file) => (
          <FileLine key={file.id} record={record} file={file} />
        ))}
      </ul>
    </PanelSection>
  )
}

function FileLine({ record, file }: { record: RecordRef; file: PersonFile }) {
  const { id, name, mediaType, bytes, userId, createdAt } = file
  const now = useNow()
  const nameOf = useNameOf()
  const remove = useRemoveFile(record)
  const may = policy.file.remove(useActor(), file)
  const Icon = mediaType.startsWith('image/') ? IconPhoto : IconFileText
  const ask = async () => {
    const question = {
      title: t('files.removeTitle', { name }),
      detail: t('files.removeDetail'),
      action: t('files.remove'),
      danger: true,
    } as const
    if (await confirm(question)) remove.mutate(id, { onError: (error) => toast({ text: explainShortly(error), refused: true }) })
  }
  return (
    <li className={listClasses.task}>
      <Icon size={16} stroke={1.5} aria-hidden className={listClasses.visitGlyph} />
      <div className={listClasses.what}>
        <a href={fileAddress(id)} download={name} className={classes.name}>
          {name}
        </a>
        <span className={listClasses.due}>
          {userId === null ? t('files.byPatient') : nameOf(userId)} · {shortDate(createdAt, now)} · {fileSize(bytes)}
        </span>
      </div>
      {may && (
        <ActionIcon size={24} aria-label={t('files.removeOne', { name })} onClick={() => void ask()}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </li>
  )
}
