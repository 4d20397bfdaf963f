/** What stands in the bar of every list: the table or the board, what is done seldom, and the one thing that adds. */
import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core'
import { IconChecks, IconDots, IconDownload, IconHistory, IconLayoutKanban, IconList, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { t } from '../lib/messages.ts'
import classes from './ListPage.module.css'

type ViewSwitchProps = {
  label: string
  words: { table: string; board: string }
  view: 'board' | undefined
  onChange: (view: 'board' | undefined) => void
}

export function ViewSwitch({ label, words, view, onChange }: ViewSwitchProps) {
  return (
    <SegmentedControl
      aria-label={label}
      value={view ?? 'table'}
      onChange={(chosen) => onChange(chosen === 'board' ? 'board' : undefined)}
      data={[
        { value: 'table', label: <ViewSign Icon={IconList} words={words.table} /> },
        { value: 'board', label: <ViewSign Icon={IconLayoutKanban} words={words.board} /> },
      ]}
    />
  )
}

function ViewSign({ Icon, words }: { Icon: typeof IconList; words: string }) {
  return (
    <span className={classes.view} title={words}>
      <Icon size={16} stroke={1.5} aria-hidden />
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

/** `children` are the files one can take away; `onPick` begins the picking of rows, where rows can be picked. */
export function BarMenu({ label, onPick, children }: { label: string; onPick: (() => void) | undefined; children: ReactNode }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={label} title={label}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {children}
        {onPick && (
          <Menu.Item leftSection={<IconChecks size={14} aria-hidden />} onClick={onPick}>
            {t('bulk.pick')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/bulk" leftSection={<IconHistory size={14} aria-hidden />}>
          {t('bulk.pageTitle')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export function ExportItem({ href, children }: { href: string; children: string }) {
  return (
    <Menu.Item component="a" href={href} download leftSection={<IconDownload size={14} aria-hidden />}>
      {children}
    </Menu.Item>
  )
}

/** On a phone only its sign, spoken in full. */
export function AddButton({ label, words = label, onClick }: { label: string; words?: string; onClick: () => void }) {
  return (
    <Button onClick={onClick} className={classes.add} aria-label={label}>
      <IconPlus size={14} aria-hidden />
      <span className={classes.addWords}>{words}</span>
    </Button>
  )
}
