/** How long a vendor asks to wait, in ms: from `Retry-After` (seconds or a date) or from its words; else undefined. */
export function readRetryAfter(
  headers: Record<string, string>,
  words: string,
  nowMs: number,
): number | undefined {
  const header = headers['retry-after']?.trim()
  if (header && /^\d+(\.\d+)?$/.test(header)) return Number(header) * 1000
  const dateMs = header && /[a-z]{3}/i.test(header) ? Date.parse(header) : Number.NaN
  if (Number.isFinite(dateMs)) return Math.max(dateMs - nowMs, 0)
  // The default body of the Azure gateway that Pixazo uses.
  const said = /try again in (\d+) seconds?/i.exec(words)?.[1]
  return said ? Number(said) * 1000 : undefined
}

/** "7 seconds", "3 minutes", "24 hours": rounded up. */
export function waitInWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const [amount, unit] =
    seconds <= 120
      ? [seconds, 'second']
      : seconds <= 7200
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour']
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}
