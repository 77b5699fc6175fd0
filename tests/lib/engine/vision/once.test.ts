import { expect, test } from 'vitest'
import { once, onceFor } from '@/lib/engine/vision/once'
import { signal } from '../samples'

test('what was found is kept, what failed is looked for again', async () => {
  let asked = 0
  const find = once(async () => {
    if (++asked === 1) throw new Error('first')
    return asked
  })
  await expect(find(signal)).rejects.toThrow('first')
  expect([await find(signal), await find(signal)]).toEqual([2, 2])
})

test('of many things the answers that were asked for last are kept, and no more', async () => {
  const asked: string[] = []
  const find = onceFor(2, async (_signal, key: string) => {
    asked.push(key)
    return key.toUpperCase()
  })
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await find(signal, key)).toBe(key.toUpperCase())
  expect(asked).toEqual(['a', 'b', 'c', 'b'])
})
