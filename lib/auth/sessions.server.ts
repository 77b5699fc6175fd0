import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { and, eq, gt, lte, sql } from 'drizzle-orm'
import { createAttemptLimit } from '@/lib/auth/attempt-limit'
import { deriveKey } from '@/lib/auth/password-key.server'
import { readSessionToken, SESSION_S, toForgetCookie, toSetCookie } from '@/lib/auth/session-cookie'
import type { Records } from '@/lib/db/connection.server'
import { sessions } from '@/lib/db/schema'
import { AppError } from '@/lib/errors'

const TOKEN_BYTES = 32

export type Sessions = {
  /** Whether this instance asks for a password at all. */
  isOn: boolean
  /** True when the request may go on: it carries a living session, or none is asked for. */
  has(headers: Headers): Promise<boolean>
  /** @throws AppError `not_signed_in` */
  require(headers: Headers): Promise<void>
  /**
   * Starts a new session and ends the one that the request carries.
   * @returns the value of `set-cookie`
   * @throws AppError `wrong_password`, `too_many_attempts`; `not_found` when sign-in is off
   */
  begin(headers: Headers, password: string): Promise<string>
  /** Ends the session for good. @returns the value of `set-cookie` */
  end(headers: Headers): Promise<string>
}

/** The settings that matter here. */
export type SignInSettings = { AUTH_PASSWORD?: string; PUBLIC_URL?: string }

/**
 * Sessions are rows: signing out ends them everywhere at once. A row is found by an HMAC of its token under a key made
 * of the password, so another password makes all of them unfindable, and a stolen table opens nothing.
 */
export function createSessions(
  db: Records,
  settings: SignInSettings,
  limit = createAttemptLimit(),
): Sessions {
  const { AUTH_PASSWORD: expected, PUBLIC_URL } = settings
  const isSecure = PUBLIC_URL?.startsWith('https:') ?? false
  let key: Promise<Buffer> | undefined
  const ownKey = (password: string) => (key ??= deriveKey(password))

  const hashOf = async (headers: Headers) => {
    const token = readSessionToken(headers, isSecure)
    return token && expected ? keyedHash(await ownKey(expected), token) : undefined
  }
  const remove = async (headers: Headers) => {
    const tokenHash = await hashOf(headers)
    if (tokenHash) await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash))
  }

  const has = async (headers: Headers) => {
    if (!expected) return true
    const tokenHash = await hashOf(headers)
    if (!tokenHash) return false
    const isAlive = and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, sql`now()`))
    const found = await db.select({ at: sessions.createdAt }).from(sessions).where(isAlive)
    return found.length > 0
  }

  return {
    isOn: expected !== undefined,
    has,
    async require(headers) {
      if (!(await has(headers))) throw new AppError('not_signed_in')
    },
    async begin(headers, password) {
      if (!expected) throw new AppError('not_found')
      const forgive = limit.take(peerOf(headers))
      const own = await ownKey(expected)
      if (!timingSafeEqual(await deriveKey(password), own)) throw new AppError('wrong_password')
      forgive()
      await remove(headers)
      await db.delete(sessions).where(lte(sessions.expiresAt, sql`now()`))
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      const expiresAt = sql`now() + ${SESSION_S} * interval '1 second'`
      await db.insert(sessions).values({ tokenHash: keyedHash(own, token), expiresAt })
      return toSetCookie(token, isSecure)
    },
    async end(headers) {
      await remove(headers)
      return toForgetCookie(isSecure)
    },
  }
}

const keyedHash = (key: Buffer, token: string) => createHmac('sha256', key).update(token).digest('hex')

/** Our own server puts the address of the socket here, in place of whatever the sender claims. */
const peerOf = (headers: Headers) => headers.get('x-forwarded-for') ?? 'unknown'
