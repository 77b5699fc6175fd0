import 'server-only'
import * as z from 'zod'
import type { ProviderAnswer } from '@/lib/providers/contract'
import type { Storage } from '@/lib/storage/contract'
import { PAID_FOLDER } from '@/lib/storage/key'
import { readStored } from '@/lib/storage/read.server'

/** What a provider sent, as it lies on disk until it is judged and stored. */

/** A raw picture, before it was judged, and the edit that it belongs to. */
export const rawResultSchema = z.object({
  key: z.string(),
  seed: z.number().nullable(),
  editId: z.uuid(),
})
export type RawResult = z.infer<typeof rawResultSchema>

/** `editId` is null for a picture that was not asked for. */
const rawAnswerSchema = z.object({
  results: z.array(rawResultSchema.extend({ editId: z.uuid().nullable() })),
  costUsd: z.number().nullable(),
  answered: z.record(z.string(), z.json()),
  notes: z.array(z.string()).default([]),
  missing: z.array(z.object({ words: z.string(), isMade: z.boolean() })).default([]),
})
export type RawAnswer = z.infer<typeof rawAnswerSchema>

const rawResultKey = (attemptId: string, index: number): string => `${PAID_FOLDER}${attemptId}/${index}`
const rawAnswerKey = (attemptId: string): string => `${PAID_FOLDER}${attemptId}/answer.json`
const remoteIdKey = (attemptId: string): string => `${PAID_FOLDER}${attemptId}/remote-id`

const WRITE_TIMEOUT_MS = 5_000

/**
 * Puts every picture that was paid for on disk as it came, before anything looks at it, and then what it is: from here
 * on it is found by the attempt alone, whatever becomes of the database.
 * @param editIds the edits that asked for the pictures, in their order
 */
export async function keepAnswer(
  signal: AbortSignal,
  storage: Storage,
  attemptId: string,
  { images, costUsd, answered, notes, missing }: ProviderAnswer,
  editIds: string[],
): Promise<RawAnswer> {
  const results = await Promise.all(
    images.map(async ({ bytes, seed }, index) => {
      const key = rawResultKey(attemptId, index)
      await storage.put(signal, key, [bytes])
      return { key, seed, editId: editIds[index] ?? null }
    }),
  )
  const answer = { results, costUsd, answered, notes, missing }
  await storage.put(signal, rawAnswerKey(attemptId), [Buffer.from(JSON.stringify(answer))])
  return answer
}

/** What an attempt brought before its worker died; undefined when it was not all on disk, or cannot be read any more. */
export async function findAnswer(
  signal: AbortSignal,
  storage: Storage,
  attemptId: string,
): Promise<RawAnswer | undefined> {
  const text = await readText(signal, storage, rawAnswerKey(attemptId))
  return text === undefined ? undefined : parseAnswer(attemptId, text)
}

function parseAnswer(attemptId: string, text: string): RawAnswer | undefined {
  try {
    return rawAnswerSchema.parse(JSON.parse(text))
  } catch (error) {
    console.error(`storage: the answer to ${attemptId} cannot be read`, error)
    return undefined
  }
}

/** Puts the name that a vendor gave the work on disk, for when the records cannot be written just then. */
export async function keepRemoteId(storage: Storage, attemptId: string, remoteId: string): Promise<void> {
  await storage.put(AbortSignal.timeout(WRITE_TIMEOUT_MS), remoteIdKey(attemptId), [Buffer.from(remoteId)])
}

/** The name that was put on disk for an attempt; undefined when there is none. */
export async function findRemoteId(
  signal: AbortSignal,
  storage: Storage,
  attemptId: string,
): Promise<string | undefined> {
  return readText(signal, storage, remoteIdKey(attemptId))
}

/** Once each picture is stored, what they were is told by the records. */
export async function forgetAnswer(signal: AbortSignal, storage: Storage, attemptId: string): Promise<void> {
  await storage.remove(signal, rawAnswerKey(attemptId))
}

async function readText(signal: AbortSignal, storage: Storage, key: string): Promise<string | undefined> {
  if (!(await storage.exists(signal, key))) return undefined
  return Buffer.from(await readStored(signal, storage, key)).toString()
}
