/**
 * Does the same work for many things, `count` at a time. One failure ends all: it is thrown when none is left at work.
 * @throws what the first that failed threw
 */
export async function inLanes<Item>(
  signal: AbortSignal,
  count: number,
  items: Iterable<Item>,
  work: (signal: AbortSignal, item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]()
  const stopped = new AbortController()
  const either = AbortSignal.any([signal, stopped.signal])
  const lane = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(either, next.value)
  }
  const lanes = Array.from({ length: count }, lane)
  await Promise.all(lanes).catch(async (error) => {
    stopped.abort()
    await Promise.allSettled(lanes)
    throw error
  })
}
