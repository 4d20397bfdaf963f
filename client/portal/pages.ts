/**
 * The pages of the portal, each loaded when it is first wanted. A page is added by one line here; `who` says whether it
 * needs a signed-in patient, `tab` which of the four places of the bottom bar it belongs to.
 */
import type { ComponentType } from 'react'

export type Tab = 'home' | 'visits' | 'messages' | 'more'
export type PageEntry = { load: () => Promise<ComponentType>; who: 'patient' | 'anyone'; tab?: Tab }

export const pages = {
  '/portal': { load: async () => (await import('./home/HomePage.tsx')).HomePage, who: 'patient', tab: 'home' },
  '/portal/book': { load: async () => (await import('./booking/BookPage.tsx')).BookPage, who: 'patient', tab: 'visits' },
  '/portal/visits': { load: async () => (await import('./booking/VisitsPage.tsx')).VisitsPage, who: 'patient', tab: 'visits' },
  '/portal/visits/:id': { load: async () => (await import('./booking/VisitPage.tsx')).VisitPage, who: 'patient', tab: 'visits' },
  '/portal/wait': { load: async () => (await import('./booking/WaitPage.tsx')).WaitPage, who: 'patient', tab: 'visits' },
  '/portal/more': { load: async () => (await import('./shell/MorePage.tsx')).MorePage, who: 'patient', tab: 'more' },
  '/portal/journey': { load: async () => (await import('./care/JourneyPage.tsx')).JourneyPage, who: 'patient', tab: 'more' },
  '/portal/tasks': { load: async () => (await import('./care/TasksPage.tsx')).TasksPage, who: 'patient', tab: 'more' },
  '/portal/looks': { load: async () => (await import('./care/LooksPage.tsx')).LooksPage, who: 'patient', tab: 'more' },
  '/portal/data': { load: async () => (await import('./care/DataPage.tsx')).DataPage, who: 'patient', tab: 'more' },
  '/portal/account': { load: async () => (await import('./account/AccountPage.tsx')).AccountPage, who: 'patient', tab: 'more' },
  '/portal/questionnaire': { load: async () => (await import('./questionnaire/QuestionnairePage.tsx')).QuestionnairePage, who: 'patient' },
  '/portal/sign': { load: async () => (await import('./signing/SignPage.tsx')).SignPage, who: 'patient' },
  '/portal/verify': { load: async () => (await import('./verify/VerifyPage.tsx')).VerifyPage, who: 'anyone' },
  '/portal/pay': { load: async () => (await import('./payment/PayPage.tsx')).PayPage, who: 'patient' },
  '/portal/receipt': { load: async () => (await import('./payment/ReceiptPage.tsx')).ReceiptPage, who: 'patient' },
  '/portal/messages': { load: async () => (await import('./talk/MessagesPage.tsx')).MessagesPage, who: 'patient', tab: 'messages' },
  '/portal/documents': { load: async () => (await import('./documents/DocumentsPage.tsx')).DocumentsPage, who: 'patient', tab: 'more' },
  '/portal/sign-in': { load: async () => (await import('./sign-in/SignInPage.tsx')).SignInPage, who: 'anyone' },
  '/portal/forgot': { load: async () => (await import('./sign-in/ForgotPage.tsx')).ForgotPage, who: 'anyone' },
  '/portal/activate': { load: async () => (await import('./sign-in/PasswordPage.tsx')).ActivatePage, who: 'anyone' },
  '/portal/reset': { load: async () => (await import('./sign-in/PasswordPage.tsx')).ResetPage, who: 'anyone' },
} as const satisfies Record<`/portal${string}`, PageEntry>
