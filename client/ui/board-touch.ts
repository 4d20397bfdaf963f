/**
 * A lifted card leaves its column for a copy that follows the finger. The browser goes on telling the old element, which
 * is in the page no more, so that nobody else would hear: what it is told is said again to the window.
 */
export function carryTouches({ target }: TouchEvent) {
  if (!(target instanceof Element)) return
  const types = ['touchmove', 'touchend', 'touchcancel'] as const
  const carry = (event: TouchEvent) => {
    // While it stands in the page its events rise by themselves.
    if (!target.isConnected && !window.dispatchEvent(again(event))) event.preventDefault()
    if (event.type === 'touchmove') return
    for (const type of types) target.removeEventListener(type, listener)
  }
  const listener = (event: Event) => {
    if (event instanceof TouchEvent) carry(event)
  }
  for (const type of types) target.addEventListener(type, listener, { passive: false })
}

const again = ({ type, cancelable, touches, targetTouches, changedTouches }: TouchEvent) =>
  new TouchEvent(type, {
    bubbles: true,
    cancelable,
    touches: [...touches],
    targetTouches: [...targetTouches],
    changedTouches: [...changedTouches],
  })
