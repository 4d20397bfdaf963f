/** The frame of the portal: its places, its name, its settings. */

export const shell = {
  navigation: 'Main',
  home: 'Home',
  more: 'More',
  language: 'Language',
  theme: 'Appearance',
  themeAuto: 'As the device',
  themeLight: 'Light',
  themeDark: 'Dark',
  signOut: 'Sign out',
  demo: 'Demo',
  missing: 'This page is not here',
  missingDetail: 'The address may be old, or a letter of it is missing.',
  toHome: 'Go to Home',
  idleTitle: 'Are you still there?',
  idleDetail_one: 'You are signed out in {{count}} second, so that nobody else sees your record.',
  idleDetail_other: 'You are signed out in {{count}} seconds, so that nobody else sees your record.',
  idleStay: 'Stay signed in',
}
