import { expect, it } from 'vitest'
import { isStorable } from '@/lib/db/storable'

it.each([
  undefined,
  'plain',
  'nach Süden 🌅',
  { prompt: ['\n\t', 7, null] },
  'the text \\u0000',
  '\\\\ud83d',
])('takes %j', (value) => {
  expect(isStorable(value)).toBe(true)
})

it.each(['a\0b', { prompt: '\ud83d alone' }, ['\udc00'], '\\\0', { '\0': 1 }])('refuses %j', (value) => {
  expect(isStorable(value)).toBe(false)
})
