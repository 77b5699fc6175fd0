import { AppError, ERROR_CODES, type ErrorReport } from '@/lib/errors'

export type Reply = { status: number; text: string }

/** More often nobody reads it, and each time the page draws it. */
const TOLD_EVERY_MS = 200

/**
 * Sends a file as the body of a request. `fetch` cannot tell how much it has sent; the older request can.
 * @param onProgress is told the bytes sent so far
 * @throws AppError `upload_incomplete` when the line broke; the signal's reason
 */
export function sendBody(
  signal: AbortSignal,
  target: { method: 'PUT' | 'POST'; address: string },
  body: Blob,
  onProgress: (sentBytes: number) => void,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    request.open(target.method, target.address)
    let toldMs = 0
    request.upload.onprogress = ({ loaded, timeStamp }) => {
      if (timeStamp - toldMs < TOLD_EVERY_MS) return
      toldMs = timeStamp
      onProgress(loaded)
    }
    request.upload.onload = () => onProgress(body.size)
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = () => reject(new AppError('upload_incomplete'))
    request.onabort = () => reject(signal.reason)
    request.onloadend = () => signal.removeEventListener('abort', stop)
    signal.addEventListener('abort', stop, { once: true })
    request.send(body)
  })
}

/**
 * What a route answered, as JSON.
 * @throws AppError with the code of the route's refusal
 */
export function readReply<Answer extends object>({ status, text }: Reply): Partial<Answer> {
  const answer = parse<Answer>(text)
  if (status < 300) return answer
  const code = ERROR_CODES.find((known) => known === answer.error?.code)
  throw code
    ? new AppError(code, answer.error?.message)
    : new AppError(status === 401 ? 'not_signed_in' : 'internal')
}

/** A proxy in between may answer with a page of its own. */
function parse<Answer extends object>(text: string): Partial<Answer> & { error?: ErrorReport } {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
