import 'server-only'
import type { Storage } from './contract'

/** The whole of what is stored under a key, in memory. @throws AppError `not_found` */
export async function readStored(signal: AbortSignal, storage: Storage, key: string): Promise<Uint8Array> {
  const { body } = await storage.get(signal, key)
  return new Uint8Array(await new Response(body).arrayBuffer())
}
