import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SkeletonRows } from '../ui/SkeletonRows.tsx'
import { VirtualTable, type VirtualTableProps } from '../ui/VirtualTable.tsx'

type Pages<Row> = UseInfiniteQueryResult<InfiniteData<{ data: Row[] }>>

/** The rows that have come so far, in their order. */
export function useLoadedRows<Row>(list: Pages<Row>): readonly Row[] {
  return useMemo(() => list.data?.pages.flatMap(({ data }) => data) ?? [], [list.data])
}

export type LoadedTableProps<Row> = Omit<VirtualTableProps<Row>, 'more'> & { list: Pages<Row> }

/** A table that is loaded page by page. */
export function LoadedTable<Row>({ list, ...props }: LoadedTableProps<Row>) {
  const { isPending, isError, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list
  const more = useMemo(
    () => ({ has: hasNextPage, loading: isFetchingNextPage, failed: isFetchNextPageError, load: () => void fetchNextPage() }),
    [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage],
  )
  if (isPending) return <SkeletonRows rows={16} columns={6} />
  if (isError && props.rows.length === 0) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  return <VirtualTable {...props} more={more} />
}
