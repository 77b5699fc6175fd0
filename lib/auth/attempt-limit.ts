import { AppError } from '@/lib/errors'

const WINDOW_MS = 60_000
/** Of one address: nobody mistypes more often, and 7,200 tries a day find no decent password. */
const MAX_PER_ADDRESS = 5
/** Of all addresses together: each try costs 32 MB for a moment. */
const MAX_IN_ALL = 60

export type AttemptLimit = {
  /**
   * Counts a try before it is judged, so that many at once count too.
   * @returns takes it back, for a try that was right.
   * @throws AppError `too_many_attempts`
   */
  take(address: string): () => void
}

/** How often passwords may be tried within a minute. Kept in memory: a restart forgives. */
export function createAttemptLimit(now: () => number = Date.now): AttemptLimit {
  let tries: { address: string; atMs: number }[] = []
  return {
    take(address) {
      const network = networkOf(address)
      tries = tries.filter(({ atMs }) => atMs > now() - WINDOW_MS)
      const own = tries.filter((each) => each.address === network)
      if (own.length >= MAX_PER_ADDRESS || tries.length >= MAX_IN_ALL) throw new AppError('too_many_attempts')
      const attempt = { address: network, atMs: now() }
      tries.push(attempt)
      return () => {
        tries = tries.filter((each) => each !== attempt)
      }
    },
  }
}

/** One household has 2^64 addresses of IPv6 at hand: they count as one. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!URL.canParse(`http://[${plain}]`)) return plain
  const [head = '', tail = ''] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')
  const [left, right] = [head, tail].map((half) => half.split(':').filter(Boolean)) as [string[], string[]]
  const groups = [...left, ...Array(8 - left.length - right.length).fill('0'), ...right]
  return groups.slice(0, 4).join(':')
}
