import { askFileWorker } from './file-worker.client'

/**
 * A small picture of a local file, at once and without the server, as a URL for `img` that has to be revoked.
 * @returns undefined when this browser cannot decode the file
 */
export async function makeThumbnail(signal: AbortSignal, file: File): Promise<string | undefined> {
  const blob = await askFileWorker(signal, 'thumbnail', file)
  return blob instanceof Blob ? URL.createObjectURL(blob) : undefined
}
