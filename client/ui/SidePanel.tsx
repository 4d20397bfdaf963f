import { ActionIcon } from '@mantine/core'
import { IconArrowLeft, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { type FocusEvent, type ReactNode, type RefObject, useDeferredValue, useEffect, useLayoutEffect, useRef } from 'react'
import { count } from '../lib/dates.ts'
import { useKeys } from '../lib/keys.ts'
import { t } from '../lib/messages.ts'
import { useNarrowerThan, widths } from './media.ts'
import { ScrollRegion } from './ScrollRegion.tsx'
import classes from './SidePanel.module.css'

/** A list with an open record beside it, never over it; below 900 px the record takes the page. */
export function SplitView({ children, panel }: { children: ReactNode; panel?: ReactNode }) {
  // The list answers a key at once; the record, which is much to draw, follows when there is time.
  const shown = useDeferredValue(panel)
  return (
    <div className={classes.split} data-open={shown ? true : undefined}>
      <div className={classes.main}>{children}</div>
      {shown}
    </div>
  )
}

/** Where the record stands in the list, from 1, and how one goes on from it. */
export type PanelPlace = {
  position?: { at: number; of: number }
  onPrevious?: () => void
  onNext?: () => void
  onClose: () => void
}

type SidePanelProps = PanelPlace & {
  /** Names the region, for example the person's name. */
  label: string
  actions?: ReactNode
  children: ReactNode
}

export function SidePanel({ label, onClose, position, onPrevious, onNext, actions, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  const asPage = useNarrowerThan(widths.narrow)
  const noteWhence = useFocusGivenBack(panel)
  useKeys([{ key: 'Escape', does: t('common.close'), run: onClose, hidden: true }])
  useEffect(() => {
    // As a page the list is gone, and with it the focus; beside the list the focus stays where the person works.
    if (asPage) panel.current?.focus()
  }, [asPage])
  return (
    <aside className={classes.panel} aria-label={label} ref={panel} tabIndex={-1} onFocus={noteWhence}>
      <div className={classes.bar}>
        {asPage && (
          <ActionIcon aria-label={t('common.back')} onClick={onClose}>
            <IconArrowLeft size={16} />
          </ActionIcon>
        )}
        {position && <span className={classes.position}>{t('common.position', { at: count(position.at), of: count(position.of) })}</span>}
        <ActionIcon aria-label={t('common.previous')} onClick={onPrevious} disabled={!onPrevious}>
          <IconChevronUp size={16} />
        </ActionIcon>
        <ActionIcon aria-label={t('common.next')} onClick={onNext} disabled={!onNext}>
          <IconChevronDown size={16} />
        </ActionIcon>
        <div className={classes.actions}>
          {actions}
          {!asPage && (
            <ActionIcon aria-label={t('common.close')} onClick={onClose}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      </div>
      <ScrollRegion className={classes.body} label={label}>
        {children}
      </ScrollRegion>
    </aside>
  )
}

/** A part of the panel between two lines. */
/** Closed with the focus inside, the panel gives it back to the row or card that it came from. */
function useFocusGivenBack(panel: RefObject<HTMLElement | null>) {
  const whence = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const closing = panel.current
    return () => {
      if (!closing?.contains(document.activeElement)) return
      requestAnimationFrame(() => document.activeElement === document.body && whence.current?.focus())
    }
  }, [panel])
  return ({ currentTarget, relatedTarget }: FocusEvent) => {
    const before = relatedTarget instanceof HTMLElement && relatedTarget.closest('main') ? relatedTarget : undefined
    if (before && !currentTarget.contains(before)) whence.current = before
  }
}

export function PanelSection({ title, aside, children }: { title?: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      {title && (
        <div className={classes.sectionHeading}>
          <h2 className={classes.sectionTitle}>{title}</h2>
          {aside && <span className={classes.aside}>{aside}</span>}
        </div>
      )}
      {children}
    </section>
  )
}
