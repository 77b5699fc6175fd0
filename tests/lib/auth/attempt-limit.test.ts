import { expect, test } from 'vitest'
import { createAttemptLimit } from '@/lib/auth/attempt-limit'

function createClocked() {
  let nowMs = 1_000_000
  const limit = createAttemptLimit(() => nowMs)
  return {
    pass: (ms: number) => {
      nowMs += ms
    },
    take: limit.take,
    allowed: (address: string, tries: number) =>
      Array.from({ length: tries }, () => {
        try {
          limit.take(address)
          return true
        } catch {
          return false
        }
      }).filter(Boolean).length,
  }
}

test('an address has five tries a minute, and again after that minute', () => {
  const { allowed, pass, take } = createClocked()
  expect(allowed('192.0.2.1', 9)).toBe(5)
  expect(() => take('192.0.2.1')).toThrow(expect.objectContaining({ code: 'too_many_attempts' }))
  pass(59_999)
  expect(allowed('192.0.2.1', 1)).toBe(0)
  pass(1)
  expect(allowed('192.0.2.1', 9)).toBe(5)
})

test('one address does not use up the tries of another', () => {
  const { allowed } = createClocked()
  allowed('192.0.2.1', 100)
  expect(allowed('192.0.2.2', 9)).toBe(5)
})

test('a right password does not count', () => {
  const { take, allowed } = createClocked()
  for (let times = 0; times < 20; times++) take('192.0.2.1')()
  expect(allowed('192.0.2.1', 9)).toBe(5)
})

test('many addresses together are held back too', () => {
  const { allowed } = createClocked()
  const granted = Array.from({ length: 40 }, (_, index) => allowed(`192.0.2.${index}`, 5))
  expect(granted.reduce((sum, each) => sum + each, 0)).toBe(60)
})

test.each([
  ['2001:db8::1', '2001:db8:0:0:ffff::9', true],
  ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
  ['::ffff:192.0.2.1', '192.0.2.1', true],
  ['::1', '::2', true],
  ['192.0.2.1', '192.0.2.2', false],
])('%s and %s count as one: %s', (first, second, isOne) => {
  const { allowed } = createClocked()
  allowed(first, 5)
  expect(allowed(second, 5)).toBe(isOne ? 0 : 5)
})
