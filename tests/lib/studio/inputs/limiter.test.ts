import { expect, it } from 'vitest'
import { createLimiter } from '@/lib/studio/inputs/limiter'

const never = new AbortController().signal
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('lets no more run at a time than it may, the others in order', async () => {
  const run = createLimiter(2)
  const started: number[] = []
  const ends: (() => void)[] = []
  const task = (id: number) => () => {
    started.push(id)
    return new Promise<void>((resolve) => ends.push(resolve))
  }
  const all = [1, 2, 3].map((id) => run(never, task(id)))
  await turn()
  expect(started).toEqual([1, 2])
  ends[0]?.()
  await turn()
  expect(started).toEqual([1, 2, 3])
  for (const end of ends) end()
  await Promise.all(all)
})

it('never starts what was told to stop while it waited, and goes on with the next', async () => {
  const run = createLimiter(1)
  let end = () => {}
  const first = run(never, () => new Promise<void>((resolve) => (end = resolve)))
  const controller = new AbortController()
  const second = run(controller.signal, async () => 'second')
  const third = run(never, async () => 'third')
  controller.abort()
  end()
  await first
  await expect(second).rejects.toThrow()
  expect(await third).toBe('third')
})

it('goes on after a task that failed', async () => {
  const run = createLimiter(1)
  await expect(run(never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await run(never, async () => 1)).toBe(1)
})
