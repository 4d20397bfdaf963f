/** Erasing a person for good. */
export const expunge = {
  act: 'Erase for good',
  title: 'Erase {{who}} for good',
  goes: 'Goes from every table, and cannot be brought back:',
  goesList:
    'the record as lead and as patient, answers and signatures, visits, tasks, calls, comments, messages, documents, the sign-in to the portal, what was deleted or merged before, and this request.',
  stays: 'Stays:',
  staysMoney_one: 'one entry of the ledger: amount, day and means, under a number, without notes. Tax law asks for it.',
  staysMoney_other: '{{count}} entries of the ledger: amounts, days and means, under a number, without notes. Tax law asks for them.',
  staysTrail:
    'the audit trail: who did what and when, by number, with the reasons that were typed and the addresses they came from. Nobody changes it, not for this either.',
  staysBackups: 'backups, until the last of them is gone on {{date}}. Whoever restores one erases again.',
  staysNote: 'that you erased somebody, when, and the reason below.',
  law: 'The law may ask you to keep health records for years. If it does, decline the request instead.',
  tell: 'Tell the patient first: afterwards there is no address to write to.',
  held: 'A legal hold covers this person: nothing is erased until it is released, under Audit.',
  money_underway: 'A checkout or a refund of this person has not ended. Try again when it has.',
  reason: 'Reason',
  reasonHint: 'Stays for good. No name and nothing about their health.',
  name: 'Type “{{name}}” to confirm',
  write: 'Write to them that it was done',
  writeHint: 'One letter, in their language: what went and what stays. Their address goes with it.',
  done: 'Erased. No record of this person is left.',
}
