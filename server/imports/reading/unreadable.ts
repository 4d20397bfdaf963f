/** A file that is no list of people; the message says what to do and is shown as it stands. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}
