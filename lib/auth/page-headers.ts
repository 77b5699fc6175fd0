/** Sent with every answer, files included. */
export const STANDING_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not `no-referrer`: forms would then say `Origin: null` and be taken for those of another site.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
} as const

/** Nothing that is served may be taken for something else, run scripts, or be read by another site. */
export const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Of a picture for the screen: it never changes, so browsers keep it for ever. */
export const smallCopyHeaders = (imageId: string, kind: string) => ({
  ...SAFE_HEADERS,
  'content-type': 'image/webp',
  'cache-control': 'private, max-age=31536000, immutable',
  etag: `"${imageId}-${kind}"`,
})

/**
 * The framework takes the length off every answer of a route. Under this name it passes, and the web process gives it
 * its own again: so a download shows how far it is, and one that was cut is known as such.
 */
export const LENGTH_HEADER = 'afterimage-length'

/**
 * What a page may load and run: its own files, scripts that bear the nonce of this one answer or were loaded by such,
 * and pictures that the browser itself made. Styles stay open because React writes positions as style attributes.
 * @param isDevelopment React's tools evaluate code then
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
