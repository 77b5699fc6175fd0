import { expect, test } from 'vitest'
import { readSessionToken, toForgetCookie, toSetCookie } from '@/lib/auth/session-cookie'

const token = 'Ox5cHfWXnyHNN3a9XsQ9DfeLpOSgzTQBJWWNAvHKw8A'
const readFrom = (cookie: string, isSecure = false) => readSessionToken(new Headers({ cookie }), isSecure)
const pairOf = (setCookie: string) => setCookie.split(';')[0] ?? ''

test('the cookie is out of reach of scripts and of other sites', () => {
  expect(toSetCookie(token, false)).toMatch(/; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)
})

test('over https it never leaves TLS and cannot be planted by a sub-domain', () => {
  expect(toSetCookie(token, true)).toMatch(/^__Host-.*; Path=\/; .*; Secure$/)
  expect(toSetCookie(token, true)).not.toContain('Domain')
})

test.each([false, true])('what was set is found among others (https: %s) and forgotten again', (isSecure) => {
  expect(readFrom(`theme=dark; ${pairOf(toSetCookie(token, isSecure))}; b=c`, isSecure)).toBe(token)
  expect(readFrom(pairOf(toForgetCookie(isSecure)), isSecure)).toBeUndefined()
  expect(toForgetCookie(isSecure)).toContain('Max-Age=0')
})

test('a cookie without the prefix does not count over https', () => {
  expect(readFrom(pairOf(toSetCookie(token, false)), true)).toBeUndefined()
})

test.each(['', 'afterimage', 'afterimage=', `afterimage=${token}x`, "afterimage=' or 1=1 --", `x=${token}`])(
  '%j holds no token',
  (cookie) => {
    expect(readFrom(cookie)).toBeUndefined()
  },
)
