/** Bytes from `startByte` up to, not including, `endByte`. */
export type ByteRange = { startByte: number; endByte: number }

/** `sizeBytes` is the length of `body`: of the range when one was asked, else of the whole. */
export type StoredBody = { body: ReadableStream<Uint8Array>; sizeBytes: number }

/** `storedAtMs` is when it was written, since 1970. */
export type StoredFile = { key: string; sizeBytes: number; storedAtMs: number }

/** What is to be stored: bytes one after another, or a file on this machine that nobody writes any more. */
export type StoredSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array> | { file: string }

/**
 * Where bytes live. Keys are made by the server (see `checkKey`), never from what a user typed.
 * A key is written once: the same key always means the same bytes.
 */
export type Storage = {
  /**
   * Writes all of `body`, or nothing. An existing key is left as it is, which counts as success.
   * @returns the number of bytes read from `body`.
   * @throws AppError `storage_full` when there is no room or writing is forbidden; whatever `body` throws.
   */
  put(signal: AbortSignal, key: string, body: StoredSource): Promise<number>
  /** @throws AppError `not_found` when the key does not exist. */
  get(signal: AbortSignal, key: string, range?: ByteRange): Promise<StoredBody>
  /** Removing what does not exist is a success. */
  remove(signal: AbortSignal, key: string): Promise<void>
  exists(signal: AbortSignal, key: string): Promise<boolean>
  /** How many bytes stand under a key; undefined when it does not exist. */
  sizeOf(signal: AbortSignal, key: string): Promise<number | undefined>
  /** Everything under a folder of keys such as `images`, in no order; what comes and goes meanwhile may be missed. */
  list(signal: AbortSignal, folder: string): AsyncIterable<StoredFile>
}
