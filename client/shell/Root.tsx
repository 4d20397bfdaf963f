import { Outlet } from '@tanstack/react-router'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Toasts } from '../ui/Toasts.tsx'

export function Root() {
  return (
    <>
      <Outlet />
      <Toasts />
      <ConfirmDialog />
    </>
  )
}
