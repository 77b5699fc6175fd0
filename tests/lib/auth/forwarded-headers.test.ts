import { expect, test } from 'vitest'
import { trustOnlyTheSocket } from '@/lib/auth/forwarded-headers'

const publicUrl = 'https://photos.example'

test('what the sender says about its way here is replaced by the address of its socket', () => {
  const headers = {
    host: 'localhost:3000',
    forwarded: 'for=1.2.3.4',
    'x-forwarded-for': '1.2.3.4',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-real-ip': '1.2.3.4',
    'x-original-url': '/api/health',
    'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
    'x-middleware-rewrite': 'http://evil.example',
    cookie: 'a=b',
  }
  trustOnlyTheSocket(headers, '192.0.2.7')
  expect(headers).toEqual({ host: 'localhost:3000', 'x-forwarded-for': '192.0.2.7', cookie: 'a=b' })
})

test('a page that was reached by the public name may act, although its proxy asked us by another', () => {
  const own: Record<string, string> = { host: '127.0.0.1:3000', origin: publicUrl }
  trustOnlyTheSocket(own, '127.0.0.1', publicUrl)
  expect(own['x-forwarded-host']).toBe('photos.example')
  const foreign: Record<string, string> = { host: '127.0.0.1:3000', origin: 'https://evil.example' }
  trustOnlyTheSocket(foreign, '127.0.0.1', publicUrl)
  expect(foreign['x-forwarded-host']).toBeUndefined()
})
