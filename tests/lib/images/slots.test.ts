import { expect, it } from 'vitest'
import { createSlots } from '@/lib/images/slots'

const signal = new AbortController().signal

it('lets so many in at a time and the others in the order they came', async () => {
  const slots = createSlots(2)
  const order: number[] = []
  const first = await slots.take(signal)
  const second = await slots.take(signal)
  const waiting = [3, 4].map((who) => slots.take(signal).then(() => order.push(who)))
  await Promise.resolve()
  expect(order).toEqual([])
  second()
  await waiting[0]
  expect(order).toEqual([3])
  first()
  await waiting[1]
  expect(order).toEqual([3, 4])
})

it('lets nobody in who left the line, and keeps the place for the next', async () => {
  const slots = createSlots(1)
  const controller = new AbortController()
  const release = await slots.take(signal)
  const left = slots.take(controller.signal)
  const next = slots.take(signal)
  controller.abort()
  await expect(left).rejects.toMatchObject({ name: 'AbortError' })
  await expect(slots.take(controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
  release()
  expect(await next).toBeTypeOf('function')
})
