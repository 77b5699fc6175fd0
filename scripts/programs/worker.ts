import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { readEnv } from '@/lib/env.server'
import type { CompositeAnswer } from '@/lib/fidelity/composite-files.server'
import { createTakeOwn } from '@/lib/images/ingest/own-image.server'
import { createPixelPool, type PixelPool } from '@/lib/images/pixels/pixel-pool.server'
import { compareReplay } from '@/lib/jobs/compare-replay.server'
import { createCoolDowns } from '@/lib/jobs/cool-down'
import { measureEdit } from '@/lib/jobs/measure-edit.server'
import { prepareInput, readSelected } from '@/lib/jobs/prepare-input.server'
import { scrubStorage } from '@/lib/jobs/scrub.server'
import { sweepStorage } from '@/lib/jobs/sweep.server'
import type { BatchParts } from '@/lib/jobs/trip.server'
import { startWorker } from '@/lib/jobs/worker.server'
import type { ProviderId } from '@/lib/models/card'
import { findModel, MODELS } from '@/lib/models/catalogue'
import { createAiml } from '@/lib/providers/aiml.server'
import type { Provider } from '@/lib/providers/contract'
import { discoverNotices } from '@/lib/providers/discovery.server'
import { createLocalProvider } from '@/lib/providers/local.server'
import { createPixazo } from '@/lib/providers/pixazo.server'
import { createServices, type Services } from '@/lib/services.server'
import { checkFreeSpace } from '@/lib/storage/space.server'
import { keepTempSwept } from '@/lib/storage/temp-sweep.server'

/** Takes edits from the queue and does them, until it is told to stop. `npm start` runs one beside the web process. */

function createProviders(
  { env, safeFetch }: Services,
  pool: PixelPool,
): Partial<Record<ProviderId, Provider>> {
  const { AIML_API_KEY, AIML_BASE_URL, PIXAZO_API_KEY, PIXAZO_BASE_URL, REQUEST_TIMEOUT_MS } = env
  const common = { timeoutMs: REQUEST_TIMEOUT_MS, safeFetch }
  return {
    local: createLocalProvider(pool) as Provider,
    ...(AIML_API_KEY && {
      aiml: createAiml({ ...common, key: AIML_API_KEY, baseUrl: AIML_BASE_URL }) as Provider,
    }),
    ...(PIXAZO_API_KEY && {
      pixazo: createPixazo({ ...common, key: PIXAZO_API_KEY, baseUrl: PIXAZO_BASE_URL }) as Provider,
    }),
  }
}

function createParts(services: Services, pool: PixelPool): BatchParts {
  const providers = createProviders(services, pool)
  const takeOwn = createTakeOwn(services)
  return {
    db: services.database.db,
    storage: services.storage,
    workerId: randomUUID(),
    findModel,
    findProvider: (id) => providers[id],
    coolDowns: createCoolDowns(),
    notices: services.notices,
    availability: services.availability,
    checkRoom: async () => {
      await mkdir(services.tempDir, { recursive: true })
      await checkFreeSpace(services.tempDir)
    },
    expectPicture: () => void services.decoder.warmUp(),
    prepare: (signal, ...asked) => prepareInput(signal, services, ...asked),
    maskOf: (signal, ...asked) => readSelected(signal, services, ...asked),
    compose: (signal, request) => pool.run<CompositeAnswer>(signal, 'fidelity.composite', request),
    ingest: async (signal, { bytes, isOurs, renditions }) => {
      if (isOurs) return takeOwn(signal, { bytes, renditions })
      const taken = await services.ingest(signal, { body: [bytes], name: 'result' })
      await taken.renditions
      return taken.image
    },
  }
}

/** What the vendor says about its own models, asked in the background: the studio does not wait for it. */
async function noteWithdrawn({ env, notices }: Services): Promise<void> {
  if (!env.AIML_API_KEY) return
  const withdrawn = await discoverNotices(new AbortController().signal, env.AIML_BASE_URL, MODELS)
  for (const notice of withdrawn) await notices.add(notice)
}

/** The queue's five runners hold one connection each for good; a paid answer must not wait for one. */
const CONNECTIONS_BESIDE_BATCHES = 15
/** The database that is brought along grants 40, of which the web process may take 11. */
const MAX_CONNECTIONS = 24

const env = readEnv()
const connections = Math.min(CONNECTIONS_BESIDE_BATCHES + env.WORKER_CONCURRENCY, MAX_CONNECTIONS)
const services = createServices(fileURLToPath(new URL('..', import.meta.url)), env, {
  maxConnections: connections,
})
const entry = new URL('./pixels.mjs', import.meta.url)
const pool = createPixelPool({ entry, size: Math.max(2, availableParallelism() - 1) })
/** Apart, so that an edit never waits for the measuring of the one before it. */
const measuringPool = createPixelPool({ entry, size: 1, isBackground: true })
keepTempSwept(services.tempDir)

const kept = { db: services.database.db, storage: services.storage }

noteWithdrawn(services).catch(console.error)
const worker = await startWorker({
  database: services.database,
  parts: createParts(services, pool),
  concurrency: env.WORKER_CONCURRENCY,
  expectPixels: pool.warmUp,
  selections: { images: services.images, pool },
  housekeeping: {
    sweep: (signal) => sweepStorage(signal, kept),
    scrub: (signal) => scrubStorage(signal, kept),
  },
  measure: async (signal, editId) => {
    const measuring = { ...services, db: services.database.db, pool: measuringPool }
    await measureEdit(signal, measuring, editId)
    await compareReplay(signal, measuring, editId)
  },
})

for (const name of ['SIGTERM', 'SIGINT'] as const)
  process.once(name, async () => {
    await worker.stop()
    await Promise.all([pool.close(), measuringPool.close()])
    await services.decoder.close()
    await services.database.close()
    process.exit(0)
  })
