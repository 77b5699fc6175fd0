import { describe, expect, it } from 'vitest'
import { readEnv } from '@/lib/env.server'

const complaint = (settings: NodeJS.ProcessEnv): string => {
  try {
    readEnv(settings)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
const set = (settings: Record<string, string>) => settings as unknown as NodeJS.ProcessEnv

describe('the settings', () => {
  it('have the documented defaults', () => {
    expect(readEnv(set({}))).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 3000,
      AIML_BASE_URL: 'https://api.aimlapi.com',
      PIXAZO_BASE_URL: 'https://gateway.pixazo.ai',
      ALLOW_PRIVATE_ADDRESSES: [],
      WORKER: 'on',
      WORKER_CONCURRENCY: 4,
      REQUEST_TIMEOUT_MS: 180_000,
    })
  })

  it('count as unset when they are empty', () => {
    const empty = Object.fromEntries(Object.keys(readEnv(set({}))).map((name) => [name, '']))
    expect(JSON.stringify(readEnv(set(empty)))).toBe(JSON.stringify(readEnv(set({}))))
  })

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['WORKER', 'maybe'],
    ['WORKER_CONCURRENCY', '0'],
    ['REQUEST_TIMEOUT_MS', '5'],
    ['DAILY_SPEND_LIMIT_USD', '-1'],
    ['AIML_BASE_URL', 'ftp://x'],
    ['PUBLIC_URL', 'studio.example.com'],
    ['ALLOW_PRIVATE_ADDRESSES', '10.0.0.5'],
    ['ALLOW_PRIVATE_ADDRESSES', 'http://10.0.0.5:8080'],
  ])('are refused by name: %s=%s', (name, value) => {
    expect(complaint(set({ [name]: value }))).toContain(`${name}: `)
  })

  it('name the half of the S3 key that is missing', () => {
    expect(complaint(set({ S3_ACCESS_KEY_ID: 'id' }))).toContain('S3_SECRET_ACCESS_KEY: ')
    expect(complaint(set({ S3_SECRET_ACCESS_KEY: 'secret' }))).toContain('S3_ACCESS_KEY_ID: ')
  })

  it('list the private addresses in the form in which they are compared', () => {
    const list = 'Localhost:8080, [FD00::1]:443,,10.0.0.5:80'
    const { ALLOW_PRIVATE_ADDRESSES } = readEnv(set({ ALLOW_PRIVATE_ADDRESSES: list }))
    expect(ALLOW_PRIVATE_ADDRESSES).toEqual(['localhost:8080', '[fd00::1]:443', '10.0.0.5:80'])
  })
})
