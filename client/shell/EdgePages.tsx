import { Button } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { t } from '../lib/messages.ts'
import { useTitle } from '../lib/title.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import classes from './EdgePages.module.css'

/** Where no page is. */
export function MissingPage() {
  useTitle(t('shell.missingTitle'))
  const home = (
    <Button component={Link} to="/" variant="default">
      {t('shell.missingAction')}
    </Button>
  )
  return (
    <main className={classes.edge}>
      <EmptyState as="h1" title={t('shell.missingTitle')} detail={t('shell.missingDetail')} action={home} />
    </main>
  )
}

/** Where a page could not be shown. */
export function CrashPage({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <section className={classes.edge}>
      <ErrorState as="h1" error={error} onRetry={retry} />
    </section>
  )
}
