import 'server-only'
import { createHash } from 'node:crypto'
import type { EditJob, EditResult } from '@/lib/engine/engine.server'
import { ENGINE_VERSION } from '@/lib/engine/version'
import { AppError } from '@/lib/errors'
import type { CompositeAnswer, CompositeRequest } from '@/lib/fidelity/composite-files.server'
import type { PartsRequest } from '@/lib/fidelity/parts-files.server'
import { FIDELITY_VERSION } from '@/lib/fidelity/report-schema'
import type { Json, ProviderAnswer, ProviderJob } from '@/lib/providers/contract'

/** What this machine can do by itself: which task of the threads it is, what goes in, what comes out. */
export type LocalTask<Request, Result> = {
  task: string
  toRequest(job: ProviderJob): Request
  /** The request without pictures, as the recipe keeps it. */
  toSent(request: Request, job: ProviderJob): { [key: string]: Json }
  toAnswer(result: Result): Omit<ProviderAnswer, 'costUsd' | 'missing'>
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const engine: LocalTask<EditJob, EditResult> = {
  task: 'engine.edit',
  toRequest({ prompt, inputs: [input], settings, mask }) {
    if (!input) throw new AppError('input_missing')
    const { guidance = 5.5, seed = 1, watermark = false, size = 'auto' } = settings
    return {
      image: input.bytes,
      prompt,
      guidance,
      seed,
      watermark,
      size,
      withRenditions: true,
      ...(mask && { mask }),
    }
  },
  toSent: ({ image: _image, mask, withRenditions: _small, ...request }, { inputs }) => ({
    engine: ENGINE_VERSION,
    image: inputs[0]!.sentHash,
    ...(mask && { selection: hashOf(mask) }),
    ...request,
  }),
  toAnswer: ({ image, renditions, seed, description, notes, version, plan }) => ({
    images: [{ bytes: image, seed, ...(renditions && { renditions }) }],
    answered: { did: description, plan: JSON.parse(JSON.stringify(plan)), notes, engine: version },
    notes,
  }),
}

const composite: LocalTask<CompositeRequest, CompositeAnswer> = {
  task: 'fidelity.composite',
  toRequest({ inputs: [original, result, mask], settings: { advanced } }) {
    if (!original || !result) throw new AppError('input_missing')
    const { featherPx, matchColour } = advanced
    return {
      original: original.bytes,
      result: result.bytes,
      ...(mask && { mask: mask.bytes }),
      ...(typeof featherPx === 'number' && { featherPx }),
      matchColour: matchColour === true,
      format: 'png',
    }
  },
  toSent: ({ matchColour = false, featherPx = null }, { inputs }) => ({
    fidelity: FIDELITY_VERSION,
    original: inputs[0]!.sentHash,
    result: inputs[1]!.sentHash,
    mask: inputs[2]?.sentHash ?? null,
    featherPx,
    matchColour,
  }),
  toAnswer: ({ bytes, mask, featherPx, keptShare, keptHash }) => ({
    images: [{ bytes, seed: null, mask }],
    answered: { featherPx, keptShare, keptHash },
    notes: [],
  }),
}

const parts: LocalTask<PartsRequest, CompositeAnswer> = {
  task: 'fidelity.parts',
  toRequest({ inputs, settings: { advanced } }) {
    const [original, ...results] = inputs
    const labels = results.pop()
    if (!original || !labels || results.length === 0) throw new AppError('input_missing')
    const { featherPx, matchColour } = advanced
    return {
      original: original.bytes,
      results: results.map(({ bytes }) => bytes),
      labels: labels.bytes,
      ...(typeof featherPx === 'number' && { featherPx }),
      matchColour: matchColour === true,
      format: 'png',
    }
  },
  toSent: ({ matchColour = false, featherPx = null }, { inputs }) => ({
    fidelity: FIDELITY_VERSION,
    original: inputs[0]!.sentHash,
    results: inputs.slice(1, -1).map(({ sentHash }) => sentHash),
    labels: inputs.at(-1)!.sentHash,
    featherPx,
    matchColour,
  }),
  toAnswer: composite.toAnswer,
}

/** By the `remoteId` of the local cards. */
export const LOCAL_TASKS = { engine, composite, parts } as unknown as Record<
  string,
  LocalTask<unknown, unknown>
>
