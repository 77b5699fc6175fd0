import { expect, it } from 'vitest'
import { inLanes } from '@/lib/history/archive/lanes'

const { signal } = new AbortController()
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('works on so many at a time, on each once, in their order', async () => {
  const started: number[] = []
  let [atWork, most] = [0, 0]
  await inLanes(signal, 3, [1, 2, 3, 4, 5, 6, 7], async (_signal, item) => {
    started.push(item)
    atWork += 1
    most = Math.max(most, atWork)
    await turn()
    atWork -= 1
  })
  expect(started).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(3)
})

it('ends with the first failure, when nobody is at work any more', async () => {
  const ended: string[] = []
  const work = inLanes(signal, 2, ['waits', 'fails', 'never'], async (either, item) => {
    if (item === 'fails') throw new Error('no')
    await new Promise((resolve) => either.addEventListener('abort', resolve))
    await turn()
    ended.push(item)
    either.throwIfAborted()
  })
  await expect(work).rejects.toThrow('no')
  expect(ended).toEqual(['waits'])
})

it('stops when it is told to', async () => {
  const controller = new AbortController()
  const started: number[] = []
  const work = inLanes(controller.signal, 1, [1, 2], async (either, item) => {
    started.push(item)
    controller.abort()
    either.throwIfAborted()
  })
  await expect(work).rejects.toMatchObject({ name: 'AbortError' })
  expect(started).toEqual([1])
})
