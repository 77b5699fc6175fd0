import 'server-only'
import { addAbortSignal, Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { AppError } from '@/lib/errors'
import type { ByteRange, Storage, StoredBody, StoredFile, StoredSource } from './contract'
import { checkKey } from './key'
import { readInPieces } from './large-pieces.server'
import { explainS3Failure, isBeyondEnd, isMissingKey } from './s3-failure'

/** The address is in the same network or a large service's: whoever does not even greet by then is not there. */
const CONNECTION_TIMEOUT_MS = 5_000
/** One part is 5 MB, so this is a line of half a megabit. */
const REQUEST_TIMEOUT_MS = 90_000

export type S3Settings = {
  bucket: string
  /** For a service other than AWS. Its buckets are then parts of the path, which all of them understand. */
  endpoint?: string | undefined
  /** Without one, and without an endpoint, the region of the AWS environment is used. */
  region?: string | undefined
  /** Without them, the keys of the AWS environment are used: variables, profile, role of the machine. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined
}

/**
 * Storage in a bucket of an S3-compatible service. The SDK is loaded at first use: whoever has no bucket does not pay
 * for it. A key appears with its last byte, because objects are written whole and parts are joined at the end.
 * @param logFailure is told, naming the setting to look at, whenever the bucket does not take something.
 */
export function createS3Storage(settings: S3Settings, logFailure: (error: unknown) => void): Storage {
  const { bucket: Bucket } = settings
  let opened: ReturnType<typeof openBucket> | undefined
  const open = () => (opened ??= openBucket(settings))

  async function sizeOf(abortSignal: AbortSignal, key: string): Promise<number | undefined> {
    const { sdk, client } = await open()
    const head = client.send(new sdk.HeadObjectCommand({ Bucket, Key: key }), { abortSignal })
    return head.then(
      ({ ContentLength }) => ContentLength ?? 0,
      (error) => {
        if (isMissingKey(error)) return undefined
        throw error
      },
    )
  }

  const exists = async (signal: AbortSignal, key: string) => (await sizeOf(signal, key)) !== undefined

  async function put(signal: AbortSignal, key: string, body: StoredSource) {
    checkKey(key)
    const counted = countBytes(signal, 'file' in body ? readInPieces(body.file) : body)
    try {
      if (await exists(signal, key)) await drain(counted.chunks)
      else await upload(signal, { ...(await open()), Bucket, Key: key }, counted.chunks)
      return counted.sizeBytes()
    } catch (error) {
      signal.throwIfAborted()
      const broken = counted.failure()
      if (broken) throw broken.error
      const explained = explainS3Failure(error)
      logFailure(explained)
      const message = 'The server cannot store pictures now. Try again; its log says what to check.'
      throw new AppError('storage_full', message, { cause: explained })
    }
  }

  async function get(abortSignal: AbortSignal, key: string, range?: ByteRange): Promise<StoredBody> {
    checkKey(key)
    // A range of S3 names its last byte, so it cannot say "nothing".
    if (range && range.endByte <= range.startByte) return getNothing(abortSignal, key)
    const { sdk, client } = await open()
    const Range = range && `bytes=${range.startByte}-${range.endByte - 1}`
    const found = await client
      .send(new sdk.GetObjectCommand({ Bucket, Key: key, Range }), { abortSignal })
      .catch((error) => {
        if (isMissingKey(error)) throw new AppError('not_found', undefined, { cause: error })
        if (!isBeyondEnd(error)) throw shown(abortSignal, error)
      })
    if (!found) return nothing()
    const source = addAbortSignal(abortSignal, found.Body as Readable)
    return { body: Readable.toWeb(source) as ReadableStream<Uint8Array>, sizeBytes: found.ContentLength ?? 0 }
  }

  async function getNothing(signal: AbortSignal, key: string): Promise<StoredBody> {
    if (await existsOrExplains(signal, key)) return nothing()
    throw new AppError('not_found')
  }

  async function sizeOrExplains(signal: AbortSignal, key: string): Promise<number | undefined> {
    return sizeOf(signal, checkKey(key)).catch((error) => {
      throw shown(signal, error)
    })
  }

  const existsOrExplains = async (signal: AbortSignal, key: string) =>
    (await sizeOrExplains(signal, key)) !== undefined

  async function* list(abortSignal: AbortSignal, folder: string): AsyncGenerator<StoredFile> {
    checkKey(folder)
    const { sdk, client } = await open()
    for (
      let ContinuationToken: string | undefined, isFirst = true;
      isFirst || ContinuationToken;
      isFirst = false
    ) {
      const page = await client
        .send(new sdk.ListObjectsV2Command({ Bucket, Prefix: `${folder}/`, ContinuationToken }), {
          abortSignal,
        })
        .catch((error) => {
          throw shown(abortSignal, error)
        })
      for (const { Key, Size = 0, LastModified } of page.Contents ?? [])
        if (Key) yield { key: Key, sizeBytes: Size, storedAtMs: LastModified?.getTime() ?? Date.now() }
      ContinuationToken = page.NextContinuationToken
    }
  }

  async function remove(abortSignal: AbortSignal, key: string): Promise<void> {
    checkKey(key)
    const { sdk, client } = await open()
    await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: key }), { abortSignal }).catch((error) => {
      if (!isMissingKey(error)) throw shown(abortSignal, error)
    })
  }

  return { put, get, remove, exists: existsOrExplains, sizeOf: sizeOrExplains, list }
}

async function openBucket({ endpoint, region, credentials }: S3Settings) {
  const [sdk, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')])
  const client = new sdk.S3Client({
    // Services other than AWS mostly ignore the region, but signatures need one.
    region: region ?? (endpoint ? 'us-east-1' : undefined),
    forcePathStyle: endpoint !== undefined,
    // With the defaults, services that do not know trailing checksums store them as a part of the picture.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
  })
  return { sdk, client, Upload }
}

type Target = {
  client: S3Client
  Upload: Awaited<ReturnType<typeof openBucket>>['Upload']
  Bucket: string
  Key: string
}

async function upload(
  signal: AbortSignal,
  { client, Upload, Bucket, Key }: Target,
  chunks: AsyncIterable<Uint8Array>,
) {
  signal.throwIfAborted()
  const abortController = new AbortController()
  const abort = () => abortController.abort()
  const Body = Readable.from(chunks)
  signal.addEventListener('abort', abort, { once: true })
  try {
    await new Upload({
      client,
      params: { Bucket, Key, Body },
      abortController,
      leavePartsOnError: false,
    }).done()
  } finally {
    signal.removeEventListener('abort', abort)
    // Whoever still waits for the next chunk gives up, and the parts that were sent are taken back.
    Body.destroy()
  }
}

/** The chunks of a body, with what was read of it and how it broke: its own failures are not those of the bucket. */
function countBytes(signal: AbortSignal, body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  let sizeBytes = 0
  let failure: { error: unknown } | undefined
  async function* read() {
    try {
      for await (const chunk of body) {
        signal.throwIfAborted()
        sizeBytes += chunk.byteLength
        yield chunk
      }
      signal.throwIfAborted()
    } catch (error) {
      failure = { error }
      throw error
    }
  }
  return { chunks: read(), sizeBytes: () => sizeBytes, failure: () => failure }
}

async function drain(chunks: AsyncIterator<Uint8Array>): Promise<void> {
  while (!(await chunks.next()).done);
}

const nothing = (): StoredBody => ({ body: new Blob([]).stream(), sizeBytes: 0 })

/** A failure in words for the log; cancelling is none. */
function shown(signal: AbortSignal, error: unknown): unknown {
  return signal.aborted ? signal.reason : explainS3Failure(error)
}
