import 'server-only'
import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'

/** Public by range, yet only reachable from inside: Azure's WireServer and Oracle's metadata service. */
const NAMED_INTERNAL = new Set(['168.63.129.16', '192.0.0.192'])
/** All global IPv6 lies here (RFC 4291, 2.4); what lies outside embeds or mimics other addresses. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * True when an address belongs to somebody else on the internet. Everything with a special purpose is denied: private,
 * loopback, link-local, carrier NAT, documentation, and the IPv6 forms that carry an IPv4 address (mapped, 6to4,
 * Teredo, NAT64). So are the addresses of this machine itself.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast' || NAMED_INTERNAL.has(parsed.toString())) return false
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_IPV6)) return false
  return !ownAddresses().has(parsed.toString())
}

/** Asked each time: addresses come and go while a server runs. */
function ownAddresses(): Set<string> {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return new Set(
    all
      .filter(({ address }) => ipaddr.isValid(address))
      .map(({ address }) => ipaddr.parse(address).toString()),
  )
}
