/** What is planned with a lead. */

export const leadTasks = {
  title: 'Tasks',
  open_one: '{{count}} open',
  open_other: '{{count}} open',
  add: 'Add a task',
  none: 'Nothing to do',
  overdue: 'Overdue {{time}}',
  showDone_one: 'Show {{count}} done',
  showDone_other: 'Show {{count}} done',
  openTask: 'Open the task',
  comments_one: '{{count}} comment',
  comments_other: '{{count}} comments',
}

export const leadVisits = {
  title: 'Appointments',
  add: 'Book an appointment',
  none: 'No appointment',
  what: 'Title',
  whatDefault: 'Discovery visit',
  length: 'Minutes',
  withWhom: 'With',
  link: 'Meeting link',
  linkHint: 'https://',
  overbook: 'Reason to overbook',
  overbookDetail: 'An Admin may book it all the same, with a reason.',
  book: 'Book',
  booked: 'Booked for {{when}}',
  cancel: 'Cancel the visit',
  cancelled: 'The visit is cancelled',
  minutes: '{{count}} min',
  join: 'Join',
  actions: 'Actions for “{{title}}”',
  complete: 'Completed',
  noShow: 'No show',
}
