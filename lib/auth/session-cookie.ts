/** 30 days. */
export const SESSION_S = 30 * 24 * 60 * 60

/** A token is 32 random bytes. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** Over https the prefix makes browsers refuse the cookie of a sub-domain or of a page without TLS under this name. */
const nameOf = (isSecure: boolean) => (isSecure ? '__Host-afterimage' : 'afterimage')

/** The token that a browser sends, if it looks like one of ours. */
export function readSessionToken(headers: Headers, isSecure: boolean): string | undefined {
  const prefix = `${nameOf(isSecure)}=`
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  const token = pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length)
  return token && TOKEN.test(token) ? token : undefined
}

/** The value of `set-cookie` that keeps a token in the browser, out of reach of scripts and other sites. */
export const toSetCookie = (token: string, isSecure: boolean): string =>
  cookieWith(token, SESSION_S, isSecure)

/** The value of `set-cookie` that makes the browser forget. */
export const toForgetCookie = (isSecure: boolean): string => cookieWith('', 0, isSecure)

const cookieWith = (value: string, maxAgeS: number, isSecure: boolean) =>
  `${nameOf(isSecure)}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
