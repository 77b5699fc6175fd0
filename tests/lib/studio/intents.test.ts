import { expect, it } from 'vitest'
import { createIntents } from '@/lib/studio/intents'

function create() {
  let keys = 0
  const clock = { nowMs: 0 }
  const intents = createIntents(
    () => `key ${keys++}`,
    () => clock.nowMs,
  )
  return { intents, clock }
}

it('is one intent until it was answered, however long that takes', () => {
  const { intents, clock } = create()
  const first = intents.find('sepia')
  clock.nowMs = 60_000
  expect(intents.find('sepia').clientKey).toBe(first.clientKey)
})

it('is one intent for a moment after the answer, and another one then', () => {
  const { intents, clock } = create()
  const first = intents.find('sepia')
  first.settle()
  clock.nowMs = 900
  expect(intents.find('sepia').clientKey).toBe(first.clientKey)
  clock.nowMs = 1_000
  expect(intents.find('sepia').clientKey).not.toBe(first.clientKey)
})

it('tells one request from another', () => {
  const { intents } = create()
  expect(intents.find('sepia').clientKey).not.toBe(intents.find('blur').clientKey)
})
