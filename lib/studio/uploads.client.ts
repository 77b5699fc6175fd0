import { AppError, ERROR_CODES, type ErrorCode, type ErrorReport } from '@/lib/errors'
import type { UploadedImage, Uploads } from '@/lib/studio/slice'

type ImageAnswer = { image: UploadedImage['image'] & { name: string } }

/** How photos go from this browser to `/api/images`. */
export const uploads: Uploads = {
  sendFile: async (signal, file, onProgress) => toUploaded(await put(signal, file, onProgress)),
  sendUrl: async (signal, url) => {
    const response = await fetch('/api/images/from-url', {
      method: 'POST',
      body: JSON.stringify({ url }),
      headers: { 'content-type': 'application/json' },
      signal,
    }).catch((cause) => {
      if (signal.aborted) throw cause
      throw new AppError('network', undefined, { cause })
    })
    return toUploaded(readAnswer(response.status, await response.text()))
  },
  makeThumbnail: async (signal, file) => {
    // The height follows; decoding and scaling happen outside the page's own thread.
    const bitmap = await createImageBitmap(file, { resizeWidth: 80, resizeQuality: 'medium' })
    signal.throwIfAborted()
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap)
    return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/webp' }))
  },
  releaseThumbnail: (url) => URL.revokeObjectURL(url),
}

/** `fetch` cannot tell how much it has sent; the older request can. */
function put(signal: AbortSignal, file: File, onProgress: (sentBytes: number) => void): Promise<ImageAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    request.open('PUT', `/api/images?name=${encodeURIComponent(file.name)}`)
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => {
      try {
        resolve(readAnswer(request.status, request.responseText))
      } catch (error) {
        reject(error)
      }
    }
    request.onerror = () => reject(new AppError('network'))
    request.onabort = () => reject(signal.reason)
    request.onloadend = () => signal.removeEventListener('abort', stop)
    signal.addEventListener('abort', stop)
    request.send(file)
  })
}

function readAnswer(status: number, text: string): ImageAnswer {
  const answer = readJson(text)
  if (status < 300 && answer && 'image' in answer) return answer
  const report = answer && 'error' in answer ? answer.error : undefined
  const code = ERROR_CODES.find((known) => known === report?.code) ?? fallbackCode(status)
  throw new AppError(code, report?.message)
}

const fallbackCode = (status: number): ErrorCode => (status === 401 ? 'not_signed_in' : 'internal')

function readJson(text: string): ImageAnswer | { error: ErrorReport } | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const toUploaded = ({ image: { name, ...image } }: ImageAnswer): UploadedImage => ({ image, name })
