import type { EditSettings } from '@/lib/edits/settings'
import type { ImageFormat, Renditions } from '@/lib/images/record'
import type { ModelCard } from '@/lib/models/card'

/** Anything that survives JSON: what a recipe and an attempt keep of a request and its answer. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** An input, made fit for the model: upright, sRGB, within the card's limits. */
export type PreparedInput = {
  /** SHA-256 of the original in storage. */
  imageId: string
  /** SHA-256 of `bytes`, in hex. */
  sentHash: string
  bytes: Uint8Array
  format: ImageFormat
  width: number
  height: number
  /** What preparation did, in words, e.g. "scaled to 2048 × 1386"; empty when the original is sent as it is. */
  changes: string[]
}

/** One request to a provider: it may serve several results of one model. */
export type ProviderJob = {
  card: ModelCard
  prompt: string
  inputs: PreparedInput[]
  settings: EditSettings
  /** What was selected of the first input, for who understands “this”: a grey PNG of its ratio, white is inside. */
  mask?: Uint8Array
  /** How many results are asked for in this one request. */
  results: number
  /** Our own name for this attempt, sent where the vendor takes one. */
  clientRequestId: string
}

/** A request, built but not sent. `sent` is its form without pictures and keys, kept with the attempt and the recipe. */
export type BuiltRequest<Transport = unknown> = {
  transport: Transport
  sent: { [key: string]: Json }
  /** SHA-256 over everything that would be sent, in hex. */
  hash: string
}

/** What a provider tells while it works. What returns a promise is in the database before the answer is handed on. */
export type ProviderHooks = {
  /** The vendor took the work and gave it a name: from now on it can be asked for again. */
  onAccepted(remoteId: string): Promise<void>
  onStep(step: 'polling' | 'fetching'): Promise<void>
  /** 0–1 within the current step. Not awaited. */
  onProgress(share: number): void
}

/** One picture that came back: its bytes as the provider sent them, judged later by ingest. */
export type ProviderImage = {
  bytes: Uint8Array
  seed: number | null
  /** Of a composite: grey PNG, 0 = kept from the original, 255 = taken from the result. */
  mask?: Uint8Array
  /** Of a picture that was made here: its small copies. */
  renditions?: Renditions
}

/** A picture that did not come, and why. `isMade`: the vendor made it, so it may be charged. */
export type MissingPicture = { words: string; isMade: boolean }

export type ProviderAnswer = {
  images: ProviderImage[]
  /** As far as the vendor said something of them: it may have made fewer without a word. */
  missing: MissingPicture[]
  /** In US dollars for the whole request; null = unknown, never zero. */
  costUsd: number | null
  /** What was answered, without pictures, key redacted. */
  answered: { [key: string]: Json }
  /** Told to the user beside the result. */
  notes: string[]
}

/** Who runs a model. `dispatch` sends once and never repeats by itself what may have been billed. */
export type Provider<Transport = unknown> = {
  id: ModelCard['provider']
  /** Nothing is paid: after a crash the work is simply done again. */
  isFree: boolean
  /** Pure: the exact request, from an allow-list of fields. Throws AppError when the card's limits are broken. */
  build(job: ProviderJob): BuiltRequest<Transport>
  /** Sends the request and waits for the pictures. Throws `ProviderError`. */
  dispatch(
    signal: AbortSignal,
    request: BuiltRequest<Transport>,
    hooks: ProviderHooks,
  ): Promise<ProviderAnswer>
  /** Asks for work that was accepted earlier, after a crash or a lost connection. Never sends it again. */
  resume?(signal: AbortSignal, remoteId: string, hooks: ProviderHooks): Promise<ProviderAnswer>
}
