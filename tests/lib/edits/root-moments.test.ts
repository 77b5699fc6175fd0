import { expect, it } from 'vitest'
import { orderMoments } from '@/lib/edits/root-moments'
import { createRandom } from '@/lib/images/pixels/random'

/** Photos of one drop become inputs in any order, some at once; the tree has them by their moments. */
function arrive(order: readonly number[], together: (at: number) => boolean): number[] {
  const momentOf = new Map<number, number>()
  let nowMs = 1_800_000_000_000
  for (let at = 0; at < order.length; at += 1) {
    const fresh = new Set([order[at]!])
    while (at + 1 < order.length && together(at)) fresh.add(order[++at]!)
    nowMs += 1
    const present = [...momentOf.keys(), ...fresh].sort((a, b) => a - b)
    const listed = present.map((photo) => ({ ms: momentOf.get(photo) ?? nowMs, isNew: fresh.has(photo) }))
    const moments = orderMoments(listed)
    for (const [index, photo] of present.entries()) {
      if (!fresh.has(photo)) expect(moments[index]).toBe(momentOf.get(photo))
      momentOf.set(photo, moments[index]!)
    }
  }
  return [...momentOf].sort(([, a], [, b]) => a - b).map(([photo]) => photo)
}

it('sixteen photos stand in the order of their drop, in whatever order they arrive', () => {
  const random = createRandom(7)
  const photos = Array.from({ length: 16 }, (_, photo) => photo)
  for (let drop = 0; drop < 300; drop += 1) {
    const order = photos
      .map((photo) => ({ photo, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ photo }) => photo)
    expect(arrive(order, () => random() < 0.4)).toEqual(photos)
  }
})

it('what was there long before stays before what is added in front of it', () => {
  const hour = 3_600_000
  expect(
    orderMoments([
      { ms: 10 * hour, isNew: true },
      { ms: 9 * hour, isNew: false },
    ]),
  ).toEqual([10 * hour, 9 * hour])
})
