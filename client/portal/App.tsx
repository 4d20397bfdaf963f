/** Shows the page of the address: finds it, loads its code, asks who is signed in, and puts the frame around it. */
import { useQuery } from '@tanstack/react-query'
import { Component, type ComponentType, lazy, type ReactNode, Suspense, startTransition, useEffect, useState } from 'react'
import { useLanguage } from '../lib/language.ts'
import { isStatus } from '../lib/problem.ts'
import { noteMove } from './lib/arrival.ts'
import { hereNow, onMove, paramsIn } from './lib/router.ts'
import { keepReturnPath, meQuery } from './lib/session.ts'
import { t } from './messages.ts'
import { type PageEntry, pages } from './pages.ts'
import { Doorway, Shell } from './shell/Shell.tsx'
import { LinkButton } from './ui/Button.tsx'
import { Page } from './ui/Page.tsx'
import { ErrorState, Skeleton } from './ui/States.tsx'

const components = new Map<string, ComponentType>()

/** Each page's code is asked for once, and at once: it comes while the app still asks who is signed in. */
function componentOf(path: string, { load }: PageEntry): ComponentType {
  const known = components.get(path)
  if (known) return known
  const loading = load()
  // A page that is never shown has nobody to tell that it could not be loaded.
  loading.catch(() => undefined)
  const made = lazy(async () => ({ default: await loading }))
  components.set(path, made)
  return made
}

const entries: [string, PageEntry][] = Object.entries(pages)
const entryAt = (pathname: string) => entries.find(([pattern]) => paramsIn(pattern, pathname) !== undefined)

export function App() {
  const href = useHere()
  // Texts are read while a page is drawn: another language draws it anew.
  const language = useLanguage()
  const pathname = href.split('?')[0] ?? ''
  const [path, entry] = entryAt(pathname) ?? []
  return (
    <Suspense fallback={<Waiting />}>
      <Broken key={`${language} ${pathname}`}>
        {path === undefined || entry === undefined ? (
          <Doorway>
            <Missing />
          </Doorway>
        ) : entry.who === 'anyone' ? (
          <Doorway>
            <Loaded path={path} entry={entry} />
          </Doorway>
        ) : (
          <OfPatient path={path} entry={entry} />
        )}
      </Broken>
    </Suspense>
  )
}

/** The page that is left stays on screen until the next one's code is there. */
function useHere(): string {
  const [href, setHref] = useState(hereNow)
  useEffect(
    () =>
      onMove(() => {
        noteMove()
        startTransition(() => setHref(hereNow()))
        window.scrollTo(0, 0)
      }),
    [],
  )
  return href
}

type Wanted = { path: string; entry: PageEntry }

function Loaded({ path, entry }: Wanted) {
  const Content = componentOf(path, entry)
  return <Content />
}

function OfPatient({ path, entry }: Wanted) {
  componentOf(path, entry)
  const me = useQuery({ ...meQuery, retry: (failures, error) => !isStatus(error, 401) && failures < 2 })
  const strange = isStatus(me.error, 401)
  useEffect(() => {
    if (!strange) return
    keepReturnPath()
    location.replace('/portal/sign-in')
  }, [strange])
  if (me.data)
    return (
      <Shell tab={entry.tab}>
        <Loaded path={path} entry={entry} />
      </Shell>
    )
  return <Doorway>{me.error && !strange ? <Failed error={me.error} onRetry={() => void me.refetch()} /> : <Waiting />}</Doorway>
}

const Waiting = () => (
  <div style={{ padding: '16px', maxWidth: '640px', margin: '0 auto' }}>
    <Skeleton tall />
  </div>
)

const Failed = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => (
  <div style={{ padding: '0 16px', maxWidth: '640px', margin: '0 auto' }}>
    <ErrorState error={error} onRetry={onRetry} />
  </div>
)

function Missing() {
  return (
    <Page title={t('shell.missing')} lead={t('shell.missingDetail')}>
      <LinkButton to="/portal" wide>
        {t('shell.toHome')}
      </LinkButton>
    </Page>
  )
}

/** A page that breaks says so; the next address begins afresh. */
class Broken extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown }
  static getDerivedStateFromError(error: unknown) {
    return { error }
  }
  override render() {
    if (this.state.error === undefined) return this.props.children
    return (
      <Doorway>
        <Failed error={this.state.error} onRetry={() => location.reload()} />
      </Doorway>
    )
  }
}
