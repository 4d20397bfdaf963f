/** What stands around pages: the doorway for whoever is not signed in, the shell for the staff. */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { speak } from '../lib/messages.ts'
import { isStatus } from '../lib/problem.ts'
import { keepReturnPath, meQuery } from '../lib/session.ts'
import { MissingPage } from '../shell/EdgePages.tsx'
import { FrameSkeleton } from '../shell/FrameSkeleton.tsx'
import { Root } from '../shell/Root.tsx'
import { Shell } from '../shell/Shell.tsx'

export const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Root, notFoundComponent: MissingPage })

export const doorway = createRoute({
  getParentRoute: () => root,
  id: 'doorway',
  component: lazyRouteComponent(() => import('../auth/Doorway.tsx'), 'Doorway'),
})

export const staff = createRoute({
  getParentRoute: () => root,
  id: 'staff',
  component: Shell,
  pendingComponent: FrameSkeleton,
  // What is there is shown at once.
  pendingMinMs: 0,
  beforeLoad: async ({ context }) => {
    try {
      const me = await context.queries.ensureQueryData(meQuery)
      if (me.language) await speak(me.language)
      return { me }
    } catch (error) {
      if (!isStatus(error, 401)) throw error
      keepReturnPath()
      throw redirect({ to: '/sign-in', replace: true })
    }
  },
})
