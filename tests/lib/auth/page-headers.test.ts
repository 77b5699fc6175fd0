import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '@/lib/auth/page-headers'

const scriptsOf = (policy: string) => policy.split('; ').find((each) => each.startsWith('script-src'))

test('scripts run only with the nonce of this answer', () => {
  const scripts = scriptsOf(contentSecurityPolicy('abc=', false))
  expect(scripts).toContain("'nonce-abc='")
  expect(scripts).not.toMatch(/unsafe-(inline|eval)|\*|https?:/)
})

test('code is evaluated in development alone', () => {
  expect(scriptsOf(contentSecurityPolicy('abc=', true))).toContain("'unsafe-eval'")
})

test('nobody may frame a page, change its base or send its forms elsewhere', () => {
  const policy = contentSecurityPolicy('abc=', false)
  for (const rule of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'"])
    expect(policy).toContain(rule)
})
