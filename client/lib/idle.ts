/**
 * Watches for an abandoned screen. Every tab of the browser shares one clock, so that work in one keeps the others.
 * The server has its own clock; `keepAlive` tells it that somebody is still here when they work without requests.
 */

const second = 1000
const warningSeconds = 60
const keepAliveEvery = 60 * second

export type IdleState = { secondsLeft: number; warning: boolean; ended: boolean }

/** What a screen owes after `idle` milliseconds without a touch, when it may be left alone for `limit`. */
export function idleState(idle: number, limit: number): IdleState {
  const secondsLeft = Math.max(0, Math.ceil((limit - idle) / second))
  return { secondsLeft, warning: secondsLeft <= warningSeconds, ended: idle >= limit }
}

export type IdleWatch = { touch: () => void; stop: () => void; answered: () => void }

type Watching = {
  change: (state: IdleState) => void
  keepAlive: () => void
  /** Names the clock that the tabs share; staff and patients have one each. */
  clock?: string
}

export function watchIdle(limitSeconds: number, { clock = 'healthcrm.last-active', ...on }: Watching): IdleWatch {
  const limit = limitSeconds * second
  let lastAnswer = Date.now()
  let last = ''
  const touch = () => localStorage.setItem(clock, String(Date.now()))
  const look = () => {
    const touched = Number(localStorage.getItem(clock))
    const state = idleState(Date.now() - touched, limit)
    if (touched > lastAnswer && Date.now() - lastAnswer > keepAliveEvery) {
      lastAnswer = Date.now()
      on.keepAlive()
    }
    const seen = state.warning ? `${state.secondsLeft}` : ''
    if (seen !== last || state.ended) on.change(state)
    last = seen
  }
  touch()
  const stopListening = listen(quiet(touch, second), look)
  const timer = setInterval(look, second)
  const stop = () => {
    clearInterval(timer)
    stopListening()
  }
  return { touch, stop, answered: () => (lastAnswer = Date.now()) }
}

const gestures = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** A hidden tab's timers sleep; looking first when it is shown again keeps an ended session from flashing by. */
function listen(touched: () => void, shown: () => void) {
  for (const gesture of gestures) document.addEventListener(gesture, touched, { passive: true, capture: true })
  document.addEventListener('visibilitychange', shown)
  return () => {
    for (const gesture of gestures) document.removeEventListener(gesture, touched, { capture: true })
    document.removeEventListener('visibilitychange', shown)
  }
}

/** Runs at most once per `pause`: a moving pointer fires hundreds of times a second. */
function quiet(run: () => void, pause: number) {
  let ran = 0
  return () => {
    if (Date.now() - ran < pause) return
    ran = Date.now()
    run()
  }
}
