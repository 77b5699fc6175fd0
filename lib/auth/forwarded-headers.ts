type Headers = Record<string, string | string[] | undefined>

/** What proxies say about the sender, and what the framework says to itself: here only senders could have set them. */
const FOREIGN = /^(forwarded|x-forwarded-.*|x-real-ip|x-original-.*|x-rewrite-url|x-middleware-.*)$/

/**
 * Replaces what the sender claims about its way here by what is known: the address of its socket, and the name in
 * `PUBLIC_URL` for pages that were reached by it. Changes the headers in place, before the framework reads them.
 * @param peer the address of the socket
 */
export function trustOnlyTheSocket(headers: Headers, peer: string | undefined, publicUrl?: string): void {
  for (const name of Object.keys(headers)) if (FOREIGN.test(name)) delete headers[name]
  headers['x-forwarded-for'] = peer ?? 'unknown'
  // The framework compares the origin of a server action with this name; a TLS proxy may have asked us by another.
  if (publicUrl && headers.origin === new URL(publicUrl).origin)
    headers['x-forwarded-host'] = new URL(publicUrl).host
}
