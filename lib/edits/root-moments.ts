/** Photos that arrive within this time were added together; one that arrives later may be the first of them. */
const TOGETHER_MS = 600_000
/** Between those of which nothing else is known: room for as many as may be added at once. */
const APART_MS = 1_000

/**
 * Moments that rise along a list of photos: each new one lies between its neighbours, those that were there before stay.
 * @param listed in the order of the inputs; the moment of each in ms since the epoch, a new one's is that of its arrival
 */
export function orderMoments(listed: readonly { ms: number; isNew: boolean }[]): number[] {
  const moments = listed.map(({ ms }) => ms)
  for (let from = 0; from < listed.length; from += 1) {
    if (!listed[from]!.isNew) continue
    let until = from
    while (listed[until]?.isNew) until += 1
    const count = until - from
    const arrivedMs = moments[from]!
    const before = near(moments[from - 1], arrivedMs)
    const after = near(moments[until], arrivedMs)
    // Nothing stands behind the last of them: it arrived when it did.
    const last = after ?? arrivedMs + APART_MS
    const first = before !== undefined && before < last ? before : last - (count + 1) * APART_MS
    for (let at = from; at < until; at += 1)
      moments[at] = Math.round(first + ((last - first) * (at - from + 1)) / (count + 1))
    from = until
  }
  return moments
}

/** A neighbour that was added at the same time, or nothing. */
const near = (ms: number | undefined, arrivedMs: number): number | undefined =>
  ms !== undefined && arrivedMs - ms < TOGETHER_MS ? ms : undefined
