import { AppError } from '@/lib/errors'
import type { PicturesRequest } from '@/lib/history/downloads/export-pictures'
import { readReply } from '@/lib/images/upload/send-body.client'

/**
 * Fetches several pictures of a project as one ZIP. The browser keeps what arrives where it keeps files, not in the
 * page's memory.
 * @param onProgress is told the bytes received so far
 * @throws AppError with the server's code; `upload_incomplete` when the line broke; the signal's reason
 */
export async function fetchPictures(
  signal: AbortSignal,
  projectId: string,
  request: PicturesRequest,
  onProgress: (receivedBytes: number) => void,
): Promise<Blob> {
  try {
    const response = await fetch(`/api/projects/${projectId}/pictures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal,
    })
    if (!response.ok) readReply({ status: response.status, text: await response.text() })
    return await new Response(counted(response.body!, onProgress)).blob()
  } catch (error) {
    if (signal.aborted || error instanceof AppError) throw error
    throw new AppError('download_broken', undefined, { cause: error })
  }
}

function counted(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onProgress: (receivedBytes: number) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let receivedBytes = 0
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      receivedBytes += chunk.length
      onProgress(receivedBytes)
      controller.enqueue(chunk)
    },
  })
  return body.pipeThrough(counter)
}
