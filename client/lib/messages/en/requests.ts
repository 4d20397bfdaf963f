/** Requests of patients about their data, and tasks shared with them. */
export const requests = {
  title: 'Patient requests',
  short: 'Requests',
  which: 'Which requests',
  open: 'Open',
  all: 'All',
  more: 'Show earlier ones',
  correction: 'Asks for a correction',
  erasure: 'Asks for an erasure',
  answer: 'Answer',
  answerTitle: 'Answer {{who}}',
  decision: 'Decision',
  done: 'Done',
  declined: 'Declined',
  words: 'Your answer',
  wordsHint: 'The patient reads this in the portal and is told by mail that there is an answer. It cannot be changed later.',
  send: 'Send answer',
  answered: 'Answered. The patient is told.',
  none: 'No open requests',
  noneDetail: 'When a patient asks to correct or erase something in their record, it waits here for your answer.',
}

export const sharing = {
  share: 'Share with the patient',
  stop: 'The patient sees this task. Press to stop sharing it.',
  done: 'The patient says this is done',
}
