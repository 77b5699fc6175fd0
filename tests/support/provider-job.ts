import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { findModel } from '@/lib/models/catalogue'
import type { PreparedInput, ProviderHooks, ProviderJob } from '@/lib/providers/contract'

/** In the canary's place no key of a person is ever used. */
export const CANARY_KEY = 'sk-CANARY-7f3a91c0d2'

export async function createPicture(
  format: 'png' | 'jpeg' | 'webp' = 'jpeg',
  size = { width: 96, height: 64 },
): Promise<Buffer> {
  const picture = sharp({ create: { ...size, channels: 3, background: { r: 200, g: 40, b: 90 } } })
  return picture.toFormat(format).toBuffer()
}

export async function createInput(
  format: 'png' | 'jpeg' | 'webp' = 'jpeg',
  size = { width: 96, height: 64 },
): Promise<PreparedInput> {
  const bytes = await createPicture(format, size)
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { imageId: hash, sentHash: hash, bytes, format, ...size, changes: [] }
}

export function createJob(modelId: string, job: Partial<ProviderJob> = {}): ProviderJob {
  const card = findModel(modelId)
  if (!card) throw new Error(`no such model: ${modelId}`)
  return {
    card,
    prompt: 'make the sky red',
    inputs: [],
    settings: { advanced: {} },
    results: 1,
    clientRequestId: '0b7ae1f2-1111-4222-8333-444455556666',
    ...job,
  }
}

/** Hooks that write down what they were told, in order. */
export function createHooks() {
  const told: string[] = []
  const hooks: ProviderHooks = {
    async onAccepted(remoteId) {
      told.push(`accepted ${remoteId}`)
    },
    async onStep(step) {
      told.push(step)
    },
    onProgress(share) {
      told.push(`${Math.round(share * 100)} %`)
    },
  }
  return { hooks, told }
}
