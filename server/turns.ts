interface Queue {
  /** How many may wait; `refuse` is what the next one hears. */
  longest: number
  refuse: () => Error
}

/** Work of which no more than so many run at a time; the rest waits in the order in which it came, without a connection of the database. */
export function turns(atOnce: number, queue?: Queue): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running < atOnce) running += 1
    else if (queue && waiting.length >= queue.longest) throw queue.refuse()
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
