const PART = /^[a-z0-9_-][a-z0-9._-]*$/
const MAX_KEY_LENGTH = 200

/**
 * Returns the key when it is a plain relative path: parts of `[a-z0-9._-]` that do not begin with a dot.
 * Keys come from our own code, so a bad one is a fault in it.
 * @throws RangeError
 */
export function checkKey(key: string): string {
  const sound = key.length <= MAX_KEY_LENGTH && key.split('/').every((part) => PART.test(part))
  if (!sound) throw new RangeError('This is not a storage key.')
  return key
}

/** Under it lie results as they came, which were paid for: they are taken as long as there is any room at all. */
export const PAID_FOLDER = 'results/'
