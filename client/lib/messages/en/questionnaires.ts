/** Answers to the health questions. */

export const answers = {
  read: 'Read the answers',
  title: 'Health questions',
  version: 'Version',
  ofVersion: '{{standing}}, {{day}} (questionnaire version {{version}})',
  state_draft: 'Being answered',
  state_complete: 'Complete',
  state_signed: 'Signed',
  state_superseded: 'Earlier answers',
  state_given_up: 'Given up',
  savedAt: 'Saved {{at}}, to version {{version}} of the questionnaire. Your look is kept.',
  fhir: 'Export as FHIR',
  onlyChanged: 'Only what changed',
  nothingChanged: 'Nothing changed since the answers before.',
  before: 'Before: {{answer}}',
  none: 'Not answered',
  yes: 'Yes',
  no: 'No',
  declined: 'Would rather not say',
}
