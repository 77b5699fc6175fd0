import { describe, expect, it } from 'vitest'
import { checkHost, checkOrigin } from '@/lib/auth/request-guard'

const local = { HOST: '127.0.0.1' }
const isRefused = (check: () => void) => {
  try {
    check()
    return false
  } catch {
    return true
  }
}
const hostRefused = (host: string, address: { HOST: string; PUBLIC_URL?: string } = local) =>
  isRefused(() => checkHost(new Headers({ host }), address))
const originRefused = (
  headers: Record<string, string>,
  address: { HOST: string; PUBLIC_URL?: string } = local,
) => isRefused(() => checkOrigin(new Headers({ host: 'localhost:3000', ...headers }), address))

describe('checkHost', () => {
  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])('knows %s', (host) => {
    expect(hostRefused(host)).toBe(false)
  })

  it.each(['evil.example', 'localhost.evil.example', '10.0.0.5:3000', '', 'a b'])('refuses %j', (host) => {
    expect(hostRefused(host)).toBe(true)
  })

  it('knows the name in PUBLIC_URL, and address literals where all addresses are served', () => {
    expect(hostRefused('photos.example', { HOST: '0.0.0.0', PUBLIC_URL: 'https://photos.example' })).toBe(
      false,
    )
    expect(hostRefused('10.0.0.5:3000', { HOST: '0.0.0.0' })).toBe(false)
    expect(hostRefused('evil.example', { HOST: '0.0.0.0' })).toBe(true)
  })
})

describe('checkOrigin', () => {
  it('lets the own page and programs through', () => {
    expect(originRefused({ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).toBe(false)
    expect(originRefused({})).toBe(false)
  })

  it.each<Record<string, string>>([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3001' },
    { origin: 'http://localhost:3000.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' },
  ])('refuses %j', (headers) => {
    expect(originRefused(headers)).toBe(true)
  })

  it('knows the address behind a TLS proxy from PUBLIC_URL alone', () => {
    const address = { HOST: '127.0.0.1', PUBLIC_URL: 'https://photos.example' }
    expect(originRefused({ origin: 'https://photos.example' }, address)).toBe(false)
    expect(originRefused({ origin: 'https://photos.example' })).toBe(true)
  })
})
