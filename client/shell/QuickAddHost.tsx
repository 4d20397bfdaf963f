import { lazy, Suspense, useEffect, useState } from 'react'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { askQuickAdd, onQuickAdd, type QuickAddFor } from '../records/tasks/quick-add.ts'

/** Dates in words are a large book: it comes when somebody first wants to add a task. */
const QuickAdd = lazy(async () => ({ default: (await import('../records/tasks/QuickAdd.tsx')).QuickAdd }))

type Asked = { person: QuickAddFor | undefined }

/** The one-line add over whatever page is open. */
export function QuickAddHost() {
  const [asked, setAsked] = useState<Asked>()
  useEffect(() => onQuickAdd((person) => setAsked({ person })), [])
  useKeys([{ key: 't', does: t('tasks.addLong'), run: () => askQuickAdd(), group: 'everywhere' }])
  return <Suspense>{asked && <QuickAdd person={asked.person} onClose={() => setAsked(undefined)} />}</Suspense>
}
