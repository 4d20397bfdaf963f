import { Button } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages.ts'
import { fullName } from '../../lib/session.ts'
import type { MergeKind } from './fields.ts'
import { MergeDialog } from './MergeDialog.tsx'

type MergeButtonProps = {
  kind: MergeKind
  id: number
  other: { id: number; firstName: string; lastName: string }
  onMerged?: (keptId: number) => void
}

/** Beside somebody who looks like the open record. */
export function MergeButton({ kind, id, other, onMerged }: MergeButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => setOpen(true)}
        aria-label={t('merges.with', { name: fullName(other), id: String(other.id) })}
      >
        {t('merges.open')}
      </Button>
      {open && <MergeDialog kind={kind} ids={[id, other.id]} onClose={() => setOpen(false)} onMerged={onMerged} />}
    </>
  )
}
