import { expect, test } from 'vitest'
import { toNextPath } from '@/lib/auth/next-path'

test.each(['/', '/models', '/projects/5cc0?view=split#top', '/a%2F%2Fb', '/?next=//evil.example'])(
  '%s is a path of ours',
  (path) => {
    expect(toNextPath(path)).toBe(path)
  },
)

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/..//evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  'https://evil.example',
  'http:evil.example',
  ' //evil.example',
  'models',
  '',
  null,
  undefined,
])('%j leads home', (asked) => {
  expect(toNextPath(asked)).toBe('/')
})
