import { createHash, randomUUID } from 'node:crypto'
import { type Env, readEnv } from '@/lib/env.server'
import { inspectImage } from '@/lib/images/ingest/inspect.server'
import { openPixels } from '@/lib/images/sharp.server'
import type { ModelCard } from '@/lib/models/card'
import { MODELS } from '@/lib/models/catalogue'
import { createSafeFetch } from '@/lib/net/safe-fetch.server'
import { createAiml } from '@/lib/providers/aiml.server'
import type { PreparedInput, ProviderAnswer, ProviderHooks } from '@/lib/providers/contract'
import { discoverNotices } from '@/lib/providers/discovery.server'
import { createPixazo } from '@/lib/providers/pixazo.server'
import { ProviderError } from '@/lib/providers/provider-error'

/**
 * `npm run test:live -- [MODEL_ID …]`: one real edit with each named model (the live ones without a name), to see
 * whether the services still keep the contracts of our cards. Costs money; runs only for keys that are set.
 */

const SIDE = { width: 1024, height: 768 }

async function createInput(): Promise<PreparedInput> {
  const corners = Buffer.from([220, 60, 60, 60, 180, 220, 240, 220, 90, 40, 40, 80])
  const small = openPixels(corners, { width: 2, height: 2, channels: 3 })
  const bytes = await small
    .resize({ ...SIDE, fit: 'fill', kernel: 'cubic' })
    .jpeg()
    .toBuffer()
  const sentHash = createHash('sha256').update(bytes).digest('hex')
  return { imageId: sentHash, sentHash, bytes, format: 'jpeg', ...SIDE, changes: [] }
}

function createProvider(env: Env, card: ModelCard) {
  const common = {
    timeoutMs: env.REQUEST_TIMEOUT_MS,
    safeFetch: createSafeFetch({ allowPrivate: env.ALLOW_PRIVATE_ADDRESSES }),
  }
  if (card.provider === 'aiml' && env.AIML_API_KEY)
    return createAiml({ ...common, key: env.AIML_API_KEY, baseUrl: env.AIML_BASE_URL })
  if (card.provider === 'pixazo' && env.PIXAZO_API_KEY)
    return createPixazo({ ...common, key: env.PIXAZO_API_KEY, baseUrl: env.PIXAZO_BASE_URL })
  return undefined
}

const hooks: ProviderHooks = { onAccepted: async () => {}, onStep: async () => {}, onProgress: () => {} }

/** In words, how an answer differs from its card; empty when it does not. */
async function driftOf(card: ModelCard, answer: ProviderAnswer): Promise<string[]> {
  const drift = [...answer.missing.map(({ words }) => words), ...answer.notes]
  for (const { bytes } of answer.images) {
    const { width, height, format } = await inspectImage(bytes)
    console.log(`  ${width} × ${height} ${format}, ${bytes.length} bytes, $${answer.costUsd ?? 'unknown'}`)
  }
  const { priceUsd } = card
  if (
    priceUsd !== undefined &&
    answer.costUsd !== null &&
    Math.abs(answer.costUsd - priceUsd) > priceUsd * 0.05
  )
    drift.push(`costs $${answer.costUsd}, the card says $${priceUsd}`)
  return drift
}

/** @returns false when the service no longer keeps the contract. */
async function tryModel(
  signal: AbortSignal,
  env: Env,
  card: ModelCard,
  input: PreparedInput,
): Promise<boolean> {
  const provider = createProvider(env, card)
  if (!provider) return true
  console.log(`${card.name}`)
  const request = provider.build({
    card,
    prompt: 'Make the colours warmer.',
    inputs: card.inputs.max > 0 ? [input] : [],
    settings: { ...(card.settings.seed && { seed: 7 }), advanced: {} },
    results: 1,
    clientRequestId: randomUUID(),
  })
  try {
    const drift = await driftOf(card, await provider.dispatch(signal, request, hooks))
    for (const line of drift) console.log(`  drift: ${line}`)
    return drift.length === 0
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    console.log(
      `  drift: ${error.code} (${error.failureClass}): ${error.message}\n  ${JSON.stringify(error.answered)}`,
    )
    return false
  }
}

const env = readEnv()
const named = process.argv.slice(2)
const chosen = MODELS.filter((card) =>
  named.length > 0 ? named.includes(card.id) : card.lifecycle.status === 'live',
)
const { signal } = new AbortController()

if (!env.AIML_API_KEY && !env.PIXAZO_API_KEY)
  console.log('No key is set, nothing was asked. Set AIML_API_KEY or PIXAZO_API_KEY.')
else {
  if (env.AIML_API_KEY)
    for (const { modelId, reason } of await discoverNotices(signal, env.AIML_BASE_URL, MODELS))
      console.log(`${modelId}: ${reason}`)
  const input = await createInput()
  let kept = true
  for (const card of chosen) kept = (await tryModel(signal, env, card, input)) && kept
  process.exitCode = kept ? 0 : 1
}
