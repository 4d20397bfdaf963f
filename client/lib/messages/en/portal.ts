/** Words about the patients' portal, for staff: who may in, where people came from, the forms they came by. */

export const portal = {
  title: 'Portal',
  closed: 'No access yet.',
  waiting: 'Invited; has not chosen a password yet.',
  neverIn: 'Open; has not signed in yet.',
  lastIn: 'Open; last in {{when}}.',
  invite: 'Invite to the portal',
  again: 'Send the link again',
  withdraw: 'Withdraw access',
  factorReset: 'Take off the second step',
  factorTitle: 'Take off the second step of sign-in?',
  factorDetail:
    'Do this only when you are sure who asks. {{name}} then signs in with the password alone, is signed out everywhere and told by mail.',
  withdrawTitle: 'Withdraw portal access?',
  withdrawDetail: 'They are signed out at once and cannot sign in. What they have done stays.',
  mailed: 'A link is on its way to {{name}}.',
  handOver: 'No mail server is set. Hand this link over; it works once.',
  link: 'Link for {{name}}',
}

export const arrivals = {
  title: 'Came from',
  touch: '{{source}} · {{form}}',
  byHand: 'added by staff',
  details: 'source {{source}}',
  utm: 'campaign {{campaign}}',
  from: 'from {{referrer}}',
  consent: 'Agreed {{when}}: “{{wording}}”',
  withdrawn: 'Withdrawn {{when}}: “{{wording}}”',
}

export const forms = {
  title: 'Forms',
  listTitle: 'Forms through which people arrive',
  listDetail:
    'Link to a form’s page, embed it in your site, or let your own form send to it. Whoever sends one becomes a lead with access to the portal.',
  name: 'Name',
  source: 'Source of its leads',
  sourceHint: 'Unless the address says another: ?source= and UTM are read and kept.',
  origins: 'Sites that may embed it or send to it',
  originsHint: 'One a line, such as https://clinic.example. None: only its own page.',
  add: 'Add a form',
  adding: 'New form',
  save: 'Save',
  sent_one: '{{count}} sent in',
  sent_other: '{{count}} sent in',
  off: 'Switched off',
  turnOff: 'Switch off',
  turnOn: 'Switch on',
  edit: 'Change',
  page: 'Its page',
  embed: 'To embed it',
  program: 'For a form of your own: GET, then POST with the stamp',
  frame: 'Form of {{name}}',
}
