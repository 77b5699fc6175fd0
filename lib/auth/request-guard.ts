import { AppError } from '@/lib/errors'

/** How this server is reached, as set by its owner. */
export type Address = { HOST: string; PUBLIC_URL?: string }

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
const WILDCARDS = new Set(['0.0.0.0', '::', '[::]'])

/**
 * Refuses requests under a host name that is not ours: a page elsewhere could otherwise have its own name point here
 * (DNS rebinding) and be taken for us. Address literals cannot be rebound, so they pass where all addresses are served.
 * @throws AppError `foreign_origin`
 */
export function checkHost(headers: Headers, address: Address): void {
  const name = hostnameOf(`http://${headers.get('host') ?? ''}`)
  const publicName = address.PUBLIC_URL && hostnameOf(address.PUBLIC_URL)
  const isOurs =
    name !== undefined &&
    (LOOPBACK.has(name) ||
      name === address.HOST.toLowerCase() ||
      name === publicName ||
      (WILDCARDS.has(address.HOST) && isAddressLiteral(name)))
  if (!isOurs)
    throw new AppError('foreign_origin', 'This host name is not known here. Set PUBLIC_URL to allow it.')
}

/**
 * Refuses what another site sends in a signed-in user's browser. A request without any Origin comes from a program, not
 * from a page, and is judged by sign-in alone. Forwarded headers are not trusted.
 * @throws AppError `foreign_origin`
 */
export function checkOrigin(headers: Headers, address: Address): void {
  const site = headers.get('sec-fetch-site')
  if (site === 'cross-site' || site === 'same-site') throw new AppError('foreign_origin')
  const origin = headers.get('origin')
  if (origin === null) return
  const isOurs =
    originHost(origin) === headers.get('host')?.toLowerCase() ||
    (address.PUBLIC_URL !== undefined && origin === new URL(address.PUBLIC_URL).origin)
  if (!isOurs) throw new AppError('foreign_origin')
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined
}

/** After URL parsing an IPv4 literal is four plain numbers and an IPv6 one stands in brackets. */
const isAddressLiteral = (hostname: string): boolean =>
  hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname)
