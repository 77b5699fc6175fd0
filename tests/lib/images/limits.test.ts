import { describe, expect, it } from 'vitest'
import { checkFile, checkPixels, checkSize } from '@/lib/images/limits'

describe('a file before it is sent', () => {
  it.each([
    [0, 'empty_file'],
    [1, undefined],
    [49_999_999, undefined],
    [50_000_000, 'too_large'],
    [52_428_801, 'too_large'],
  ])('of %i bytes: %s', (size, code) => {
    expect(checkSize(size)).toBe(code)
    expect(checkFile({ name: 'a.png', size, type: 'image/png' })).toBe(code)
  })

  it.each(['image/gif', 'image/svg+xml', 'image/heic', 'application/pdf', 'text/html'])(
    'is refused as %s',
    (type) => {
      expect(checkFile({ name: 'a', size: 10, type })).toBe('unsupported_format')
    },
  )

  it.each(['image/png', 'image/jpeg', 'image/webp', ''])('is left to the server as %j', (type) => {
    expect(checkFile({ name: 'a.gif', size: 10, type })).toBeUndefined()
  })
})

it('has at most 100 megapixels', () => {
  expect([checkPixels(10_000, 10_000), checkPixels(10_001, 10_000)]).toEqual([undefined, 'too_many_pixels'])
})
