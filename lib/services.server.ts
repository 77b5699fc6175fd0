import 'server-only'
import path from 'node:path'
import { createSessions, type Sessions } from '@/lib/auth/sessions.server'
import { createDatabase, type Database } from '@/lib/db/connection.server'
import type { StartRun } from '@/lib/edits/start-run.server'
import { type Env, readEnv } from '@/lib/env.server'
import { createArchiveImport, type ImportArchive } from '@/lib/history/archive/import.server'
import { createProvedExport, type ExportImage } from '@/lib/history/downloads/proved-export.server'
import { createOutlines, type Outlines } from '@/lib/history/outline/outlines.server'
import { createRenditionStore, type RenditionStore } from '@/lib/images/copies/rendition-store.server'
import type { Decoder } from '@/lib/images/decoder/decoder'
import { createDecoder } from '@/lib/images/decoder/decoder.server'
import { createImageRecords, type ImageRecords } from '@/lib/images/image-records.server'
import { createIngest, type Ingest } from '@/lib/images/ingest/ingest.server'
import { findOrMakeRoom, findSoundOnes } from '@/lib/images/ingest/known-image.server'
import { createEventHub, type EventHub } from '@/lib/jobs/event-hub.server'
import { enqueueBatches, enqueueMeasuring } from '@/lib/jobs/queue.server'
import type { Availabilities } from '@/lib/models/availability'
import { availabilityOf } from '@/lib/models/availability-of'
import { findModel, MODELS } from '@/lib/models/catalogue'
import { createNoticeRecords, type NoticeRecords } from '@/lib/models/notice-records.server'
import { createSafeFetch, type SafeFetch } from '@/lib/net/safe-fetch.server'
import type { Storage } from '@/lib/storage/contract'
import { createFolderStorage, tempFolderOf } from '@/lib/storage/folder.server'
import { createS3Storage } from '@/lib/storage/s3.server'
import { keepTempSwept } from '@/lib/storage/temp-sweep.server'

/** The parts that the processes of an instance share: this is the one place where they are put together. */
export type Services = {
  env: Env
  database: Database
  /** Who may use this instance. */
  sessions: Sessions
  storage: Storage
  /** Where files are written before they are whole; what a crash leaves here is swept. */
  tempDir: string
  images: ImageRecords
  decoder: Decoder
  ingest: Ingest
  renditions: RenditionStore
  /** The full size of an image for a download, a composite proved once more. */
  exportImage: ExportImage
  safeFetch: SafeFetch
  notices: NoticeRecords
  /** The outlines of long histories that were read last. */
  outlines: Outlines
  /** Takes in an exported project. */
  importArchive: ImportArchive
  /** Which models can run here, and why the others cannot. */
  availability(): Promise<Availabilities>
  /** What `startRun` needs. */
  runs: StartRun
  /** Opened by the first browser that listens. */
  events(): Promise<EventHub>
}

/** Small copies that are made by whoever asks for them first. */
const MADE_LATER: Pick<RenditionStore, 'makeFrom'> = { makeFrom: async () => {} }

/** Hostile bytes are decoded by two children at most: a bomb costs one of them, and the memory of two is bounded. */
const DECODERS = 2

/**
 * @param root the folder of the product, in which the built programs lie under `dist`
 * @param maxConnections to the database, besides one that listens
 * @param decodersGiveWay true in the web process: its decoders judge uploads, which are seen in the browser already
 * @throws Error with one line that names the setting that is wrong
 */
export function createServices(
  root: string,
  env: Env = readEnv(),
  { maxConnections, decodersGiveWay }: { maxConnections?: number; decodersGiveWay?: boolean } = {},
): Services {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: start with npm start or npm run dev.')
  const files = path.join(env.DATA_DIR, 'files')
  const tempDir = tempFolderOf(files)
  const database = createDatabase(env.DATABASE_URL, maxConnections)
  const { db, listen } = database
  const storage = openStorage(env, files)
  const images = createImageRecords(db)
  const notices = createNoticeRecords(db)
  const decoder = createDecoder({
    entry: path.join(root, 'dist', 'decoder.mjs'),
    concurrency: DECODERS,
    ...(decodersGiveWay && { givesWay: true }),
  })
  const renditions = createRenditionStore({ storage, decoder, tempDir })
  const ingestWith = (smallCopies: Pick<RenditionStore, 'makeFrom'>) =>
    createIngest({
      storage,
      decoder,
      renditions: smallCopies,
      tempDir,
      findImage: (signal, id) => findOrMakeRoom(signal, { images, storage }, id),
      saveImage: (_signal, image) => images.save(image),
      logFailure: (error) => console.error('images: a small copy could not be made', error),
    })
  const keys = { aiml: Boolean(env.AIML_API_KEY), pixazo: Boolean(env.PIXAZO_API_KEY) }
  const availability = async () => availabilityOf(MODELS, { keys, notices: await notices.list() })
  let hub: Promise<EventHub> | undefined
  return {
    env,
    database,
    sessions: createSessions(db, env),
    storage,
    tempDir,
    images,
    decoder,
    renditions,
    exportImage: createProvedExport({ db, storage, renditions, prover: decoder, tempDir }),
    notices,
    availability,
    outlines: createOutlines(),
    ingest: ingestWith(renditions),
    // Small copies of a thousand pictures would take longer than the import; they are made when they are looked at.
    importArchive: createArchiveImport({
      db,
      storage,
      tempDir,
      ingest: ingestWith(MADE_LATER),
      findKnown: (signal, ids) => findSoundOnes(signal, { images, storage }, ids),
    }),
    safeFetch: createSafeFetch({ allowPrivate: reachable(env) }),
    runs: {
      db,
      findModel,
      availability,
      dailyLimitUsd: env.DAILY_SPEND_LIMIT_USD,
      enqueue: enqueueBatches,
      measure: enqueueMeasuring,
    },
    events: () =>
      (hub ??= createEventHub(db, listen).catch((error) => {
        // The database was away at that moment: the next browser tries again.
        hub = undefined
        throw error
      })),
  }
}

/** The bucket when one is set, else a folder. Temporary files lie in the folder either way. */
function openStorage(env: Env, folder: string): Storage {
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env
  if (!env.S3_BUCKET) return createFolderStorage({ folder })
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined
  const settings = { bucket: env.S3_BUCKET, endpoint: env.S3_ENDPOINT, region: env.S3_REGION, credentials }
  return createS3Storage(settings, (error) => console.error('storage: the bucket takes no pictures', error))
}

/** Addresses that may be reached although they are not public: those named, and the providers' own. */
function reachable(env: Env): string[] {
  const bases = [env.AIML_BASE_URL, env.PIXAZO_BASE_URL].map((base) => new URL(base))
  const portOf = ({ protocol, port }: URL) => port || (protocol === 'https:' ? '443' : '80')
  return [...env.ALLOW_PRIVATE_ADDRESSES, ...bases.map((base) => `${base.hostname}:${portOf(base)}`)]
}

/** Kept on the process: Next loads this module once for each of its bundles, and the server before it looks here too. */
const kept = globalThis as { afterimageServices?: Services }

/** The parts of the web process, put together at the first call. */
export function getServices(): Services {
  kept.afterimageServices ??= openServices()
  return kept.afterimageServices
}

function openServices(): Services {
  const services = createServices(process.cwd(), readEnv(), { decodersGiveWay: true })
  // The worker does this too, but may be on another machine.
  keepTempSwept(services.tempDir)
  return services
}
