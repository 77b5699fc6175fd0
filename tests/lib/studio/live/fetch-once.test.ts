import { expect, it } from 'vitest'
import { fetchOnce } from '@/lib/studio/live/fetch-once'

it('loads once for all who wait, and is known from then on', async () => {
  let loads = 0
  const fetch = fetchOnce(async () => ++loads)
  expect(fetch.known()).toBeUndefined()
  expect(await Promise.all([fetch(), fetch()])).toEqual([1, 1])
  expect(fetch.known()).toBe(1)
  expect(await fetch()).toBe(1)
})

it('tries again after a failure', async () => {
  const answers = [() => Promise.reject(new Error('away')), () => Promise.resolve('here')]
  const fetch = fetchOnce(() => answers.shift()!())
  await expect(fetch()).rejects.toThrow('away')
  expect(fetch.known()).toBeUndefined()
  expect(await fetch()).toBe('here')
})
