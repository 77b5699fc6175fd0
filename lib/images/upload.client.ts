import { AppError, ERROR_CODES, type ErrorReport } from '@/lib/errors'
import { hashFile } from './hash.client'
import { cleanName } from './name'
import { IMAGE_HEADER, type ImageSummary } from './upload-answer'

/** An image that the server has now, and the name under which it is shown. */
export type Uploaded = { image: ImageSummary; name: string }

/**
 * Brings a file to the server, unless the server has these bytes already.
 * @param onProgress is told the bytes sent so far
 * @throws AppError with the server's code; `upload_incomplete` when the line broke; the signal's reason
 */
export async function uploadImage(
  signal: AbortSignal,
  file: File,
  onProgress: (sentBytes: number) => void,
  findHash: typeof hashFile = hashFile,
): Promise<Uploaded> {
  const name = cleanName(file.name)
  const id = await findHash(signal, file)
  const known = id && (await findKnown(signal, id))
  if (known) {
    onProgress(file.size)
    return { image: known, name }
  }
  const { status, text } = await put(signal, file, name, onProgress)
  return readAnswer(status, text)
}

/** @throws AppError with the server's code, such as `url_not_allowed`; the signal's reason */
export async function uploadFromUrl(signal: AbortSignal, url: string): Promise<Uploaded> {
  const headers = { 'content-type': 'application/json' }
  const request = { method: 'POST', body: JSON.stringify({ url }), headers, signal }
  const response = await fetch('/api/images/from-url', request).catch((cause) => {
    if (signal.aborted) throw cause
    throw new AppError('upload_incomplete', undefined, { cause })
  })
  return readAnswer(response.status, await response.text())
}

/** Whatever goes wrong here only means that the bytes are sent. */
async function findKnown(signal: AbortSignal, id: string): Promise<ImageSummary | undefined> {
  try {
    const response = await fetch(`/api/images/${id}`, { method: 'HEAD', signal })
    const told = response.ok && response.headers.get(IMAGE_HEADER)
    return told ? JSON.parse(told) : undefined
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}

/** `fetch` cannot tell how much it has sent; the older request can. */
function put(
  signal: AbortSignal,
  file: File,
  name: string,
  onProgress: (sentBytes: number) => void,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    request.open('PUT', `/api/images?name=${encodeURIComponent(name)}`)
    request.upload.onprogress = ({ loaded }) => onProgress(loaded)
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = () => reject(new AppError('upload_incomplete'))
    request.onabort = () => reject(signal.reason)
    request.onloadend = () => signal.removeEventListener('abort', stop)
    signal.addEventListener('abort', stop, { once: true })
    request.send(file)
  })
}

type Answer = { image?: ImageSummary & { name: string }; error?: ErrorReport }

function readAnswer(status: number, text: string): Uploaded {
  const answer = parse(text)
  if (status < 300 && answer.image) {
    const { name, ...image } = answer.image
    return { image, name }
  }
  const code = ERROR_CODES.find((known) => known === answer.error?.code)
  throw code
    ? new AppError(code, answer.error?.message)
    : new AppError(status === 401 ? 'not_signed_in' : 'internal')
}

/** A proxy in between may answer with a page of its own. */
function parse(text: string): Answer {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
