/** Any host that cannot exist: an address that leaves it leaves us. */
const HERE = 'http://here.invalid'
/** Browsers drop these from addresses, which can turn one slash into two. */
const DROPPED = /[\\\p{Cc}]/u

/**
 * Where to go after signing in: a path on this site, whatever was asked for. Everything that a browser could take for
 * another site or for a script leads to `/`.
 */
export function toNextPath(asked: string | null | undefined): string {
  if (!asked?.startsWith('/') || DROPPED.test(asked) || !URL.canParse(asked, HERE)) return '/'
  const { origin, pathname, search, hash } = new URL(asked, HERE)
  return origin === HERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/'
}
