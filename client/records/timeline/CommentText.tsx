import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Fragment } from 'react'
import { policy } from '#shared/policy'
import { t } from '../../lib/messages.ts'
import { confirm } from '../../ui/confirm.ts'
import { useActor, useNameOf } from '../people.ts'
import type { StoryRef, TimelineEntry } from '../record.ts'
import classes from './CommentText.module.css'
import { useDeleteComment } from './comment-data.ts'

/** What was said, with the names of those mentioned standing out; its author may take it back. */
export function CommentText({ about, entry: { userId, details } }: { about: StoryRef; entry: TimelineEntry }) {
  const actor = useActor()
  const nameOf = useNameOf()
  const remove = useDeleteComment(about)
  const body = details?.body
  if (typeof body !== 'string') return <span className={classes.gone}>{t('comments.gone')}</span>
  const names = Array.isArray(details?.mentions) ? details.mentions.flatMap((id) => (typeof id === 'number' ? [nameOf(id)] : [])) : []
  const ask = async () => {
    const sure = await confirm({ title: t('comments.deleteTitle'), detail: t('comments.deleteDetail'), action: t('tasks.delete') })
    if (sure) remove.mutate(Number(details?.commentId))
  }
  return (
    <div className={classes.comment}>
      <p className={classes.text}>
        {piecesOf(body, names).map(({ text, isName }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no identity but their place.
          <Fragment key={index}>{isName ? <strong className={classes.name}>{text}</strong> : text}</Fragment>
        ))}
      </p>
      {userId !== null && policy.comment.delete(actor, { userId }) && (
        <ActionIcon
          className={classes.delete}
          size={24}
          aria-label={t('comments.delete')}
          title={t('comments.delete')}
          onClick={() => void ask()}
        >
          <IconTrash size={14} stroke={1.5} />
        </ActionIcon>
      )}
    </div>
  )
}

function piecesOf(body: string, names: readonly string[]): { text: string; isName: boolean }[] {
  const wanted = names.filter(Boolean).flatMap((name) => [`@${name}`, `@${name.split(' ')[0]}`])
  if (wanted.length === 0) return [{ text: body, isName: false }]
  const pattern = wanted.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  return body
    .split(new RegExp(`(${pattern})`, 'giu'))
    .map((text, index) => ({ text, isName: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
