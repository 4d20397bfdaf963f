/**
 * The keeper of the answers that are open. It outlives the page: answers that are not saved yet when one goes elsewhere in the
 * portal are there on coming back, so that nobody completes and signs without them.
 */
import { Keeper } from './keeper.ts'
import { loadOwn, type Own, sendAnswers } from './queries.ts'

let open: { versionId: number; keeper: Keeper } | undefined
let watched: { keeper: Keeper; stop: () => void } | undefined

/** The one that still holds unsaved answers to these questions, or a new one. */
export function keeperFor({ versionId, answers, revision }: Pick<Own, 'versionId' | 'answers' | 'revision'>): Keeper {
  if (open?.versionId === versionId && !open.keeper.isClean() && open.keeper.view().state !== 'ended') return open.keeper
  const keeper = new Keeper({ answers, revision }, { send: sendAnswers, load: loadOwn })
  open = { versionId, keeper }
  return keeper
}

/** Saves what is open when the tab is left, and warns where that is too late; until there is another keeper. */
export function watch(keeper: Keeper) {
  if (watched?.keeper === keeper) return
  watched?.stop()
  const listening = new AbortController()
  const { signal } = listening
  watched = { keeper, stop: () => listening.abort() }
  document.addEventListener('visibilitychange', () => void (document.visibilityState === 'hidden' && keeper.flush(true)), { signal })
  window.addEventListener('online', () => void keeper.flush(), { signal })
  window.addEventListener('beforeunload', (event) => warn(keeper, event), { signal })
}

function warn(keeper: Keeper, event: BeforeUnloadEvent) {
  if (keeper.isClean()) return
  void keeper.flush(true)
  if (keeper.view().state !== 'saving') event.preventDefault()
}
