/** A question that is asked in one place and answered by a dialog in another. A second question gives up the first. */

type Asked<Question, Answer> = Question & { answer: (answer: Answer) => void }

export function questions<Question extends object, Answer>(givenUp: Answer) {
  let asked: Asked<Question, Answer> | undefined
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  return {
    ask: (question: Question): Promise<Answer> => {
      asked?.answer(givenUp)
      return new Promise((resolve) => {
        const answer = (given: Answer) => {
          asked = undefined
          tell()
          resolve(given)
        }
        asked = { ...question, answer }
        tell()
      })
    },
    pending: () => asked,
    onChange: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
