/** Keeps what was found; what failed or was cancelled is looked for again. */
export function once<Value>(
  find: (signal: AbortSignal) => Promise<Value>,
): (signal: AbortSignal) => Promise<Value> {
  let kept: Promise<Value> | undefined
  return (signal) => {
    kept ??= find(signal).catch((error: unknown) => {
      kept = undefined
      throw error
    })
    return kept
  }
}

/**
 * The same for each thing that is asked about.
 * @param most so many answers are kept; then the one that was longest not asked for goes
 */
export function onceFor<Key, Value>(most: number, find: (signal: AbortSignal, key: Key) => Promise<Value>) {
  const known = new Map<Key, (signal: AbortSignal) => Promise<Value>>()
  return (signal: AbortSignal, key: Key): Promise<Value> => {
    const findOnce = known.get(key) ?? once((own) => find(own, key))
    known.delete(key)
    known.set(key, findOnce)
    for (const oldest of [...known.keys()].slice(0, -most)) known.delete(oldest)
    return findOnce(signal)
  }
}
