import { expect, it } from 'vitest'
import { formatBytes } from '@/lib/studio/byte-size'

it.each([
  [512, '512 B'],
  [149_000, '149 kB'],
  [999_499, '999 kB'],
  [999_600, '1.0 MB'],
  [14_200_000, '14.2 MB'],
  [999_960_000, '1.0 GB'],
  [67_405_700_000, '67.4 GB'],
])('writes %i bytes as %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words)
})
