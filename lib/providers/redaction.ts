/** Takes a secret out of a text wherever it stands. */
export type Redact = (text: string) => string

/**
 * A key is redacted by its value, not by where it is expected: vendors echo keys in errors, plain, percent-encoded or
 * in base64.
 */
export function createRedact(secret: string): Redact {
  if (secret === '') return (text) => text
  const forms = [secret, encodeURIComponent(secret), btoa(secret), btoa(`:${secret}`)]
  const all = [...new Set(forms)].filter(Boolean).sort((one, other) => other.length - one.length)
  return (text) => all.reduce((rest, form) => rest.replaceAll(form, '[key]'), text)
}
