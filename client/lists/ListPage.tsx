import { type ReactNode, useEffect } from 'react'
import { usePlace } from '../lib/place.ts'
import { useTitle } from '../lib/title.ts'
import { useNarrowerThan, widths } from '../ui/media.ts'
import { type PanelPlace, SplitView } from '../ui/SidePanel.tsx'

type ListPageProps = {
  title: string
  bar: ReactNode
  /** The open record, while there is one. */
  panel: ReactNode
  children: ReactNode
}

/** A page of many records: its bar, the list, and one of them open beside it. */
export function ListPage({ title, bar, panel, children }: ListPageProps) {
  useTitle(title)
  // Where the record takes the page, the list's bar would stand over somebody else's.
  const narrow = useNarrowerThan(widths.narrow)
  return (
    <>
      {panel && narrow ? <h1 className="visually-hidden">{title}</h1> : bar}
      <SplitView panel={panel || undefined}>{children}</SplitView>
    </>
  )
}

type Listed = { ids: readonly number[]; total: number | undefined }

/** Where the open record stands among those in sight, and how one goes on from it. */
export function usePanelPlace({ ids, total }: Listed, id: number | undefined, open: (id: number | undefined) => void): PanelPlace {
  const { at, previous, next } = usePlace(ids, id)
  return {
    position: at === undefined ? undefined : { at: at + 1, of: Math.max(total ?? 0, ids.length) },
    onPrevious: previous === undefined ? undefined : () => open(previous),
    onNext: next === undefined ? undefined : () => open(next),
    onClose: () => open(undefined),
  }
}

/** The record's code comes while the list is looked at, so that the first one opens as quickly as the next. */
export function useReady(load: () => Promise<unknown>) {
  useEffect(() => {
    const timer = setTimeout(() => void load(), 800)
    return () => clearTimeout(timer)
  }, [load])
}
