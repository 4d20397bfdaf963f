/** Words of the kit, which every room shares. */

export const common = {
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  save: 'Save',
  undo: 'Undo',
  copy: 'Copy',
  copied: 'Copied',
  add: 'Add',
  none: 'None',
  you: 'You',
  search: 'Search',
  nothingFound: 'Nothing found',
  loading: 'Loading',
  loadingMore: 'Loading more',
  moreFailed: 'The rest could not be loaded.',
  messages: 'Messages',
  position: '{{at}} of {{of}}',
  previous: 'Previous',
  next: 'Next',
  nextRow: 'Next row',
  previousRow: 'Previous row',
  live: 'Live',
  reconnecting: 'Reconnecting',
}

export const errors = {
  broken: 'Something broke on our side',
  brokenDetail: 'Nothing was changed. Try again; if it stays broken, tell your administrator.',
  brokenWithId: 'Nothing was changed. Try again; if it stays broken, give your administrator the number {{id}}.',
  offline: 'No connection to the server',
  offlineDetail: 'What you typed is still here. Check the connection and try again.',
  away: 'The database is away for a moment',
  awayDetail: 'Nothing was lost. It usually comes back within a minute; try again then.',
  forbidden: 'Your role does not allow this',
  forbiddenDetail: 'An Admin can do it, or change your role.',
  missing: 'Not found',
  missingDetail: 'It was deleted, or you may not see it.',
  stale: 'Somebody changed this meanwhile',
  staleDetail: 'Look at their version before you save yours.',
  badInput: 'Something is not filled in right',
  badField: 'is not right',
  conflict: 'This cannot be done now',
  refused: 'This was refused',
  tooMany: 'Too many tries',
  tooManyDetail: 'Wait a few minutes, then try again.',
  waitSeconds_one: 'Wait {{count}} second, then try again.',
  waitSeconds_other: 'Wait {{count}} seconds, then try again.',
  waitMinutes_one: 'Wait {{count}} minute, then try again.',
  waitMinutes_other: 'Wait {{count}} minutes, then try again.',
}

export const filters = {
  add: 'Filter',
  is: 'is',
  anything: 'anything',
  remove: 'Remove the filter {{filter}}',
  from: 'from {{day}}',
  to: 'up to {{day}}',
  between: '{{from}} to {{to}}',
  noValue: 'not set',
  numbers: '{{from}} to {{to}}',
  atLeast: 'at least {{from}}',
  atMost: 'at most {{to}}',
  fromLabel: 'From',
  toLabel: 'To',
}

export const table = {
  columns: 'Choose columns',
  pick: 'Select {{name}}',
  pickRow: 'Select row {{row}}',
  pickAll: 'Select all loaded rows',
  pickKey: 'Select the row',
  pickHint: 'select',
  pickNone: 'Clear the selection',
  clearField: 'Empty this field',
}

export const board = {
  instructions:
    'Press Enter to open. Press Space to lift the card, the arrow keys to move it, Space again to drop it, Escape to leave it where it was.',
  lifted: '{{card}} lifted.',
  over: 'Over {{column}}.',
  overNothing: 'Over no column.',
  dropped: '{{card}} dropped in {{column}}.',
  returned: '{{card}} is back where it was.',
}

export const keys = {
  title: 'Keyboard',
  showKeys: 'Show the keys',
  single: 'Single-key shortcuts',
  singleDetail: 'Switch them off if you dictate or use a screen reader.',
  everywhere: 'Everywhere',
  here: 'On this page',
  goTo: 'Go to',
}
