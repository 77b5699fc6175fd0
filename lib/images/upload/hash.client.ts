import { askFileWorker } from './file-worker.client'

/**
 * SHA-256 of a file in lower-case hex: the id that its image would have.
 * @returns undefined when this browser cannot tell (plain http on another machine)
 */
export async function hashFile(signal: AbortSignal, file: File): Promise<string | undefined> {
  const hash = await askFileWorker(signal, 'hash', file)
  return typeof hash === 'string' ? hash : undefined
}
