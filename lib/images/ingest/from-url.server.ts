import 'server-only'
import { AppError } from '@/lib/errors'
import { MAX_UPLOAD_BYTES, MIME_TYPES } from '@/lib/images/limits'
import { nameFromUrl } from '@/lib/images/name'
import type { SafeFetch } from '@/lib/net/safe-fetch.server'
import type { Ingest, IngestedImage } from './ingest.server'

const FETCH_TIMEOUT_MS = 30_000

/**
 * Takes in the image at an address that a user gave.
 * @throws AppError `url_not_allowed`, `url_unreachable` (also for any status but 200), and as `Ingest`
 */
export async function ingestFromUrl(
  signal: AbortSignal,
  { safeFetch, ingest }: { safeFetch: SafeFetch; ingest: Ingest },
  url: string,
): Promise<IngestedImage> {
  const accept = Object.values(MIME_TYPES).join(', ')
  const response = await safeFetch(signal, url, {
    maxBytes: MAX_UPLOAD_BYTES,
    timeoutMs: FETCH_TIMEOUT_MS,
    accept,
  })
  if (response.status !== 200) throw new AppError('url_unreachable')
  return ingest(signal, { body: response.body, name: nameFromUrl(response.url) })
}
