/** How a session ends in the browser: the page is emptied first, then the browser starts afresh at sign-in. */

type Leaving = 'idle' | 'ended' | 'signed-out'

interface App {
  /** Of the return path and of the channel between tabs, so that the two apps never hear one another. */
  returnKey: string
  channelName: string
  /** Stands on the page while somebody is signed in. */
  mark: string
  home: string
  signIn: string
  /** A path that this app may return to after sign-in. */
  ownPath: RegExp
}

export function newLeaving({ returnKey, channelName, mark, home, signIn, ownPath }: App) {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(channelName)
  let emptyPage = () => {}
  let leaving = false

  // Pages before sign-in have no session to lose; a second end of the same session is no news.
  const hasNothingToLeave = () => leaving || !document.querySelector(mark)

  function keepReturnPath() {
    sessionStorage.setItem(returnKey, location.pathname + location.search)
  }

  function depart(why: Leaving) {
    if (hasNothingToLeave()) return
    leaving = true
    emptyPage()
    document.title = 'HealthCRM'
    if (why === 'signed-out') sessionStorage.removeItem(returnKey)
    else keepReturnPath()
    location.replace(`${signIn}?why=${why}`)
  }

  return {
    /** `empty` takes everything off the screen at once. Other tabs of this browser leave together with this one. */
    watchLeaving(empty: () => void) {
      emptyPage = empty
      if (channel) channel.onmessage = ({ data }) => (data === 'left' ? depart('ended') : undefined)
      // A page kept by the browser for its Back button would show what it held.
      window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
    },

    leave(why: Leaving) {
      if (hasNothingToLeave()) return
      channel?.postMessage('left')
      depart(why)
    },

    /** Somebody signs in here: what other tabs show may be somebody else's, and what those would still save would become theirs. */
    othersLeave() {
      channel?.postMessage('left')
    },

    keepReturnPath,

    /** Where the person was when the session ended; asked once. Only ever a path of our own. */
    takeReturnPath(): string {
      const path = sessionStorage.getItem(returnKey) ?? home
      sessionStorage.removeItem(returnKey)
      return ownPath.test(path) ? path : home
    },
  }
}
