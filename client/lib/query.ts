/** The query cache: the one place where server data lives in the browser. */
import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './problem.ts'

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Without a connection a request fails at once and says so; waiting in silence would look like a slow server.
        networkMode: 'always',
        // Events tell what changed, so fresh data need not be fetched again on every look.
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: mayRetry,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** A refusal stays a refusal; only a lost connection or a database away are worth two more tries. */
function mayRetry(failures: number, error: Error): boolean {
  const passing = !(error instanceof ApiError) || error.status === 0 || error.status === 503
  return passing && failures < 2
}
