import { Menu } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { t } from '../../lib/messages.ts'
import { useMe } from '../../lib/session.ts'
import type { RecordRef } from '../record.ts'

/** The audit of one person, for those who may read it. */
export function WhoLookedItem({ record: { kind, id } }: { record: RecordRef }) {
  if (!useMe().permissions.includes('GET /audit')) return null
  return (
    <Menu.Item
      leftSection={<IconEye size={14} />}
      renderRoot={(props: object) => <Link {...props} to="/audit" search={{ entityType: kind, entityId: id, kind: ['looked'] }} />}
    >
      {t('lead.whoLooked')}
    </Menu.Item>
  )
}
