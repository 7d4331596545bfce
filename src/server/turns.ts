/** More wait than may wait 排队的人太多: not now, rather than never. */
export class TooMany extends Error {}

/** Lets `atOnce` tasks run and `waiting` more wait, in their order. @throws {TooMany} when the queue is full, saying `zh` */
export function turns({ atOnce, waiting, zh }: Readonly<{ atOnce: number; waiting: number; zh: string }>) {
  const queue: (() => void)[] = []
  let running = 0
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new TooMany(zh)
      await new Promise<void>((go) => queue.push(go))
    } else running++
    try {
      return await task()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running--
    }
  }
}
