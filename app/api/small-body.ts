import { AppError } from '@/lib/errors'

/** Longer than any password or address that is taken. */
const MAX_BYTES = 16_000

/**
 * The body of a request as text, for what fits on a page.
 * @throws AppError `bad_request` as soon as it is longer than `maxBytes`, by default 16 kB, whatever its headers promised.
 */
export async function readSmallText({ body }: Request, maxBytes = MAX_BYTES): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let sizeBytes = 0
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.length
    if (sizeBytes > maxBytes) throw new AppError('bad_request')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/**
 * The body as JSON; undefined when it is none, which no schema takes.
 * @throws AppError `bad_request` when it is longer than `maxBytes`.
 */
export async function readSmallJson(request: Request, maxBytes = MAX_BYTES): Promise<unknown> {
  const text = await readSmallText(request, maxBytes)
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
