import 'server-only'
import { isIP } from 'node:net'
import { AppError } from '@/lib/errors'

/** What may be reached. `allowPrivate` holds `host:port` as the settings give it, in lower case. */
export type UrlRules = {
  allowPrivate: readonly string[]
  ports: readonly number[]
  isPublicAddress: (address: string) => boolean
}

/** A checked address: `path` is what to ask for, its query as it was given, byte for byte. */
export type Target = { url: URL; path: string; isAllowedPrivate: boolean }

const MAX_URL_LENGTH = 8_192
/** Names that never belong to the public internet (RFC 6761, 6762, 8375, and ICANN's `.internal`). */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa|invalid|test)$/

const refused = () => new AppError('url_not_allowed')

/**
 * Checks all of an address that can be checked without asking anybody.
 * @throws AppError `url_not_allowed`, always with the same words
 */
export function checkUrl(given: string, rules: UrlRules, { httpsOnly = false } = {}): Target {
  if (given.length > MAX_URL_LENGTH || !URL.canParse(given)) throw refused()
  const url = new URL(given)
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:'
  if (!isHttp || url.username !== '' || url.password !== '') throw refused()
  const isAllowedPrivate = rules.allowPrivate.includes(`${url.hostname}:${portOf(url)}`)
  if (!isAllowedPrivate) checkPublic(url, rules, httpsOnly)
  return { url, path: url.pathname + queryOf(given, url), isAllowedPrivate }
}

function checkPublic(url: URL, rules: UrlRules, httpsOnly: boolean): void {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (httpsOnly && url.protocol !== 'https:') throw refused()
  if (!rules.ports.includes(portOf(url))) throw refused()
  // Sockets never ask a lookup about a literal, so literals are judged here.
  if (isIP(host) !== 0) {
    if (!rules.isPublicAddress(host)) throw refused()
  } else if (!host.includes('.') || PRIVATE_NAME.test(host)) throw refused()
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
}

/** Signed links break when a parser "repairs" their query (an apostrophe becomes %27), so it is taken from the text. */
function queryOf(given: string, url: URL): string {
  const raw = /^[^?#]*(\?[^#]*)/.exec(given.trim())?.[1]
  return raw !== undefined && /^[\x21-\x7e]*$/.test(raw) ? raw : url.search
}
