import { IconChevronLeft } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, type Ref, useEffect, useRef } from 'react'
import { arrivedByLink } from '../lib/arrival.ts'
import type { Place } from '../lib/router.ts'
import { useClinic } from '../lib/session.ts'
import { t } from '../messages.ts'
import { Link } from './Link.tsx'
import classes from './Page.module.css'

type PageProps = {
  title: string
  /** A sentence under the title. */
  lead?: ReactNode
  /** Where the page was reached from, unless it is one of the four places. */
  back?: Place & { words?: string }
  children?: ReactNode
}

/** A page of the portal: its title, named to the browser and to a screen reader, and one column below. */
export function Page({ title, lead, back, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const clinic = useClinic()?.name
  useEffect(() => {
    document.title = clinic ? `${title} · ${clinic}` : title
  }, [title, clinic])
  useEffect(() => {
    if (arrivedByLink()) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <Column title={title} lead={lead} heading={heading} back={back && <BackLink {...back} />}>
      {children}
    </Column>
  )
}

type ColumnProps = Omit<PageProps, 'back'> & { back?: ReactNode; heading?: Ref<HTMLHeadingElement> }

/** How a page stands, wherever it is shown. */
export const Column = ({ title, lead, back, heading, children }: ColumnProps) => (
  <div className={classes.page}>
    <div className={classes.heading}>
      {back}
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        {title}
      </h1>
      {lead && <p className={classes.lead}>{lead}</p>}
    </div>
    {children}
  </div>
)

function BackLink({ words, ...place }: Place & { words?: string }) {
  return (
    <Link {...place} className={classes.back}>
      <IconChevronLeft size={20} stroke={1.75} aria-hidden />
      {words ?? t('common.back')}
    </Link>
  )
}

type SectionProps = { title: string; action?: ReactNode; children: ReactNode }

export function Section({ title, action, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}

/** For the one thing of a page, never inside another. */
export const Card = ({ children }: { children: ReactNode }) => <div className={classes.card}>{children}</div>

/** Small print beside what it is about. */
export const Note = ({ children }: { children: ReactNode }) => <p className={classes.note}>{children}</p>

/** Fields below one another; the server says what is wrong, in our words. */
export function Form({ onSubmit, children, label }: { onSubmit: () => void; children: ReactNode; label?: string }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    onSubmit()
    // Once it shows that something is sent, or what is missing.
    setTimeout(() => toFirstMissing(form), 50)
  }
  return (
    <form className={classes.form} onSubmit={submit} aria-label={label} noValidate>
      {children}
    </form>
  )
}

/** What was refused at once: the keyboard goes there. Where something is sent, it stays. */
function toFirstMissing(form: HTMLFormElement) {
  if (!form.querySelector('[aria-busy="true"]')) form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}

/** Label and value, line by line; what has no value is left out. */
export function Facts({ facts }: { facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) =>
        value === null || value === undefined || value === '' ? null : (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

export function Progress({ label, value, max }: { label: string; value: number; max: number }) {
  return <progress className={classes.progress} aria-label={label} value={value} max={Math.max(max, 1)} />
}
