import { Outlet } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useLanguage } from '../lib/language.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Toasts } from '../ui/Toasts.tsx'

export function Root() {
  const language = useLanguage()
  return (
    // Another language draws every page anew: texts are read once, as a page is drawn.
    <Fragment key={language}>
      <Outlet />
      <Toasts />
      <ConfirmDialog />
    </Fragment>
  )
}
