/** Pages before signing in. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withLaterTexts } from '../lib/messages.ts'
import { oneOf } from '../lib/search-params.ts'
import { doorway } from './frames.ts'

const signIn = createRoute({
  getParentRoute: () => doorway,
  path: '/sign-in',
  validateSearch: (raw): { why?: 'idle' | 'ended' | 'signed-out' | 'password-saved' } => ({
    why: oneOf(raw, 'why', ['idle', 'ended', 'signed-out', 'password-saved']),
  }),
  component: lazyRouteComponent(() => import('../auth/SignInPage.tsx'), 'SignInPage'),
})
const forgot = createRoute({
  getParentRoute: () => doorway,
  path: '/forgot',
  component: lazyRouteComponent(() => import('../auth/ForgotPage.tsx'), 'ForgotPage'),
})
const reset = createRoute({
  getParentRoute: () => doorway,
  path: '/reset',
  component: lazyRouteComponent(() => import('../auth/PasswordPage.tsx'), 'ResetPage'),
})
const invitation = createRoute({
  getParentRoute: () => doorway,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../auth/PasswordPage.tsx'), 'InvitationPage'),
})
const setup = createRoute({
  getParentRoute: () => doorway,
  path: '/setup',
  component: lazyRouteComponent(() => withLaterTexts(import('../auth/SetupPage.tsx')), 'SetupPage'),
})

export const doorwayPages = [signIn, forgot, reset, invitation, setup] as const
