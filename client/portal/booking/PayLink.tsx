import { go } from '../lib/router.ts'
import { t } from '../messages.ts'
import { Button } from '../ui/Button.tsx'
import { type Hold, useExtend } from './queries.ts'

/** To the payment; the time is kept as long again, once, so that nobody loses it while they look for their card. */
export function PayLink({ hold }: { hold: Hold }) {
  const extend = useExtend()
  const pay = () => {
    if (hold.canExtend) extend.mutate(hold.id, { onSettled: () => go({ to: '/portal/pay' }) })
    else go({ to: '/portal/pay' })
  }
  return (
    <Button look="filled" wide busy={extend.isPending} onClick={pay}>
      {t('booking.pay')}
    </Button>
  )
}
