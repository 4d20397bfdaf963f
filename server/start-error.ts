/** Stops the start. Its message is the one line a person reads: what is wrong and what to do. */
export class StartError extends Error {
  override name = 'StartError'
}
