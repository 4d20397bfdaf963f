/** A figure that a test measured, for the run's output. */
export const report = (line: string) => console.info(line)
