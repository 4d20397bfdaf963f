import { Button, Menu } from '@mantine/core'
import {
  IconBookmark,
  IconBookmarkFilled,
  IconCheck,
  IconDeviceFloppy,
  IconHome,
  IconHomeOff,
  IconPencil,
  IconPlus,
  IconRestore,
  IconTrash,
  IconUsers,
  IconUsersMinus,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { policy } from '#shared/policy'
import type { ViewPage } from '#shared/values'
import { t } from '../../lib/messages.ts'
import { useMe } from '../../lib/session.ts'
import { ViewDialog } from './ViewDialog.tsx'
import { sameView, searchOfView, viewText } from './view-text.ts'
import classes from './views.module.css'
import { useViewActs } from './views.ts'
import { type SavedView, viewsQuery } from './views-query.ts'

type ViewsMenuProps = {
  page: ViewPage
  /** The page's search as it stands, with `saved` naming the view it came from. */
  search: Readonly<Record<string, unknown>>
  /** The columns in sight, kept with the view. */
  columns?: string
  /** Shows another search; it still has to be read as the page reads its address. */
  onOpen: (search: Record<string, unknown>) => void
}

/** Quiet in the page bar: the view one is in, the others, and what can be done with it. */
export function ViewsMenu({ page, search, columns, onOpen }: ViewsMenuProps) {
  const { data: views = [] } = useQuery(viewsQuery(page))
  const [dialog, setDialog] = useState<'new' | 'rename'>()
  const active = views.find(({ id }) => String(id) === String(search.saved))
  const changed = active !== undefined && !sameView(search, active.search)
  const text = viewText({ ...search, ...(columns ? { columns } : {}) })
  return (
    <>
      <Menu position="bottom-end" width={264}>
        <Menu.Target>
          <MenuButton active={active} changed={changed} />
        </Menu.Target>
        <Menu.Dropdown>
          <Choices views={views} active={active} onOpen={onOpen} />
          <Menu.Divider />
          {active && <ViewActs {...{ page, active, changed, text, onOpen }} onRename={() => setDialog('rename')} />}
          <Menu.Item leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setDialog('new')}>
            {t('views.saveAs')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog && (
        <ViewDialog
          page={page}
          view={dialog === 'rename' ? active : undefined}
          search={text}
          onClose={() => setDialog(undefined)}
          onSaved={(view) => dialog === 'new' && onOpen(searchOfView(view))}
        />
      )}
    </>
  )
}

type MenuButtonProps = { active: SavedView | undefined; changed: boolean; ref?: React.Ref<HTMLButtonElement> }

function MenuButton({ active, changed, ref, ...rest }: MenuButtonProps) {
  const Icon = active ? IconBookmarkFilled : IconBookmark
  return (
    <Button
      {...rest}
      ref={ref}
      variant="subtle"
      className={classes.views}
      title={active?.name ?? t('views.label')}
      aria-label={active ? `${t('views.title')}: ${active.name}${changed ? `, ${t('views.changed')}` : ''}` : t('views.label')}
    >
      <Icon size={15} stroke={1.5} aria-hidden />
      <span className={active ? classes.viewName : classes.viewsWord}>{active?.name ?? t('views.label')}</span>
      {changed && <span className={classes.changed}>{t('views.changed')}</span>}
    </Button>
  )
}

type ChoicesProps = { views: readonly SavedView[]; active: SavedView | undefined; onOpen: ViewsMenuProps['onOpen'] }

function Choices({ views, active, onOpen }: ChoicesProps) {
  const { id: me } = useMe()
  const group = (label: string, some: readonly SavedView[]) =>
    some.length > 0 && (
      <>
        <Menu.Label>{label}</Menu.Label>
        {some.map((view) => (
          <Choice
            key={view.id}
            name={view.name}
            first={view.isDefault}
            chosen={view.id === active?.id}
            onClick={() => onOpen(searchOfView(view))}
          />
        ))}
      </>
    )
  return (
    <>
      <Choice name={t('views.all')} first={!views.some(({ isDefault }) => isDefault)} chosen={!active} onClick={() => onOpen({})} />
      {group(
        t('views.mine'),
        views.filter(({ ownerId }) => ownerId === me),
      )}
      {group(
        t('views.shared'),
        views.filter(({ ownerId }) => ownerId !== me),
      )}
    </>
  )
}

type ChoiceProps = { name: string; first: boolean; chosen: boolean; onClick: () => void }

function Choice({ name, first, chosen, onClick }: ChoiceProps) {
  return (
    <Menu.Item
      aria-current={chosen ? 'true' : undefined}
      leftSection={chosen ? <IconCheck size={14} aria-hidden /> : <span className={classes.noCheck} />}
      rightSection={first ? <span className={classes.first}>{t('views.opensFirst')}</span> : undefined}
      onClick={onClick}
    >
      {name}
    </Menu.Item>
  )
}

type ViewActsProps = {
  page: ViewPage
  active: SavedView
  changed: boolean
  text: string
  onOpen: ViewsMenuProps['onOpen']
  onRename: () => void
}

/** Only what would not be refused. */
function ViewActs({ page, active, changed, text, onOpen, onRename }: ViewActsProps) {
  const me = useMe()
  const acts = useViewActs(page)
  const may = policy.view.change({ userId: me.id, role: me.role }, active)
  const { name, isShared, isDefault } = active
  const share = () => acts.change(active, { isShared: !isShared }, t(isShared ? 'views.nowPrivate' : 'views.nowShared', { name }))
  const item = (Icon: typeof IconPlus, words: string, run: () => unknown) => (
    <Menu.Item leftSection={<Icon size={14} aria-hidden />} onClick={() => void run()}>
      {words}
    </Menu.Item>
  )
  return (
    <>
      {changed && may && item(IconDeviceFloppy, t('views.save'), () => acts.change(active, { search: text }, t('views.saved', { name })))}
      {changed && item(IconRestore, t('views.reset'), () => onOpen(searchOfView(active)))}
      {isDefault
        ? item(IconHomeOff, t('views.dropDefault'), () => acts.dropDefault(active))
        : item(IconHome, t('views.makeDefault'), () => acts.makeDefault(active))}
      {may && item(IconPencil, t('views.rename'), onRename)}
      {may && item(isShared ? IconUsersMinus : IconUsers, t(isShared ? 'views.unshare' : 'views.share'), share)}
      {may && (
        <Menu.Item
          className={classes.danger}
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => void acts.remove(active).then((gone) => gone && onOpen({}))}
        >
          {t('views.delete')}
        </Menu.Item>
      )}
    </>
  )
}
