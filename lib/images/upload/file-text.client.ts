import { askFileWorker } from './file-worker.client'

/** The text that travels in a picture (`toXmp`); undefined when there is none. @throws the signal's reason */
export async function findFileText(signal: AbortSignal, file: File): Promise<string | undefined> {
  const text = await askFileWorker(signal, 'text', file)
  return typeof text === 'string' ? text : undefined
}
