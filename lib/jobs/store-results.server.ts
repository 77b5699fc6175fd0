import 'server-only'
import { eq } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits, recipes } from '@/lib/db/schema'
import { moveEdits } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import { mapKey } from '@/lib/edits/map-key'
import type { Recipe } from '@/lib/edits/recipe'
import { editViewSchema, type Failure } from '@/lib/edits/view'
import { AppError } from '@/lib/errors'
import type { ImageRecord } from '@/lib/images/record'
import { chosen } from '@/lib/jobs/attempt-records.server'
import type { Work } from '@/lib/jobs/claim.server'
import { toFailure } from '@/lib/jobs/failure'
import { type LaidResult, type LayBackParts, layBack, type Received } from '@/lib/jobs/lay-back.server'
import { enqueueMeasuring } from '@/lib/jobs/queue.server'
import type { RawResult } from '@/lib/jobs/raw-answer.server'
import { whenThereIsRoom } from '@/lib/jobs/room.server'
import type { MissingPicture, ProviderAnswer } from '@/lib/providers/contract'
import type { Billed } from '@/lib/providers/provider-error'
import type { Storage } from '@/lib/storage/contract'

/** The browser fetches and paints the picture first, and those of its run: on two cores measuring would keep them waiting. */
const PAINT_FIRST_MS = 1_000

export type ResultStore = LayBackParts & {
  db: Records
}

/** One picture that came back. */
export type Result = {
  editId: string
  seed: number | null
  /** Made by the local engine: its bytes are not foreign. */
  isOurs: boolean
  /** What is still to be told beside it. */
  notes: string[]
  taken: Promise<TakenResult>
  discard(): Promise<void>
}

/** A picture on its way to its edit: laid back where only a part was asked about, and an image by now. */
type TakenResult = Omit<LaidResult, 'bytes' | 'isOurs' | 'renditions'> & { image: ImageRecord }

export type ResultFacts = {
  costUsd: number | null
  sent: unknown
  answered: unknown
  missing: MissingPicture[]
}

/** Pictures that cost nothing stay in memory: after a crash they are made again. One for each edit, in order. */
export function freeResults(
  signal: AbortSignal,
  store: ResultStore,
  answer: ProviderAnswer,
  work: Work,
): Result[] {
  return answer.images.slice(0, work.edits.length).map(({ seed, ...picture }, index) => ({
    editId: work.edits[index]!.id,
    seed,
    isOurs: true,
    notes: answer.notes,
    taken: takeResult(signal, store, work.recipe, { ...picture, isOurs: true }),
    discard: async () => {},
  }))
}

/** @param take the picture whose bytes lie under a key */
export function rawResults(
  signal: AbortSignal,
  storage: Storage,
  kept: RawResult[],
  take: (key: string) => Promise<TakenResult>,
): Result[] {
  return kept.map(({ key, seed, editId }) => ({
    editId,
    seed,
    isOurs: false,
    // Told when it was put on disk.
    notes: [],
    taken: take(key),
    discard: () => storage.remove(signal, key),
  }))
}

/** Told while the step is under way already; an edit only ends after it. */
export const tellStep = (
  { db }: ResultStore,
  work: Work,
  state: 'dispatching' | 'storing',
): Promise<unknown> => db.transaction((writer) => moveEdits(writer, chosen(work), state))

/**
 * Turns the results of an attempt into images, each for its edit. Each edit succeeds or fails by itself; a paid result
 * that cannot be read stays on disk.
 * @param told settles when the edits are known to be at this step
 */
export async function storeResults(
  signal: AbortSignal,
  store: ResultStore,
  work: Work,
  results: Result[],
  facts: ResultFacts,
  told: Promise<unknown>,
): Promise<void> {
  const costUsd = facts.costUsd === null ? null : facts.costUsd / Math.max(results.length, 1)
  const missing = [...facts.missing]
  await Promise.all(
    work.edits.map((edit) => {
      const result = results.find(({ editId }) => editId === edit.id)
      return result
        ? storeResult(signal, store, work, edit, result, { ...facts, costUsd }, told)
        : failMissing(store.db, work, edit.id, missing.shift(), told)
    }),
  )
}

async function storeResult(
  signal: AbortSignal,
  store: ResultStore,
  work: Work,
  edit: Work['edits'][number],
  result: Result,
  facts: ResultFacts,
  told: Promise<unknown>,
): Promise<void> {
  const own = { ids: [edit.id], claim: work.claim }
  try {
    const [{ image, mask, answered, ...laid }] = await Promise.all([result.taken, told])
    if (mask) await store.storage.put(signal, mapKey(edit.id, 'mask'), [mask])
    const notes = [...result.notes, ...laid.notes]
    const isTaken = await store.db.transaction(async (writer) => {
      const moved = await moveEdits(writer, own, 'succeeded', {
        outputImageId: image.id,
        seed: result.seed ?? edit.seed,
        costUsd: facts.costUsd,
        ...(notes.length > 0 && { notes: await withNotes(writer, edit.id, notes) }),
      })
      if (moved.length === 0) return false
      await writer
        .update(recipes)
        .set({ sent: facts.sent, answered: { ...Object(facts.answered), ...answered } })
        .where(eq(recipes.editId, edit.id))
      await enqueueMeasuring(writer, edit.id, Date.now() + PAINT_FIRST_MS)
      return true
    })
    // The bytes of an edit that was taken from this worker stay: it is in doubt by now, and they are its answer.
    if (isTaken) await result.discard()
  } catch (error) {
    // Not the picture's fault, as a rule the database's: recovery stores it later, within bounds.
    if (signal.aborted || !(error instanceof AppError)) throw error
    const { costUsd } = facts
    await store.db.transaction((writer) =>
      moveEdits(writer, own, 'failed', { failure: toFailure(error, !result.isOurs), costUsd }),
    )
  }
}

/**
 * What came back becomes an image, laid back into the photo where only a part of that was asked about. May begin
 * before the picture's edit is known; whoever waits for it hears of its failure.
 */
export function takeResult(
  signal: AbortSignal,
  store: LayBackParts,
  recipe: Recipe,
  { bytes: received, ...result }: Received & { bytes: Uint8Array | Promise<Uint8Array> },
): Promise<TakenResult> {
  const taken = take()
  taken.catch(() => {})
  return taken

  async function take(): Promise<TakenResult> {
    const answer = await received
    const { bytes, isOurs, renditions, ...laid } = await whenThereIsRoom(signal, () =>
      layBack(signal, store, recipe, result, answer),
    )
    const image = await whenThereIsRoom(signal, () => store.ingest(signal, { bytes, isOurs, renditions }))
    return { ...laid, image }
  }
}

/** Behind what was told already. */
async function withNotes(writer: Pick<Writer, 'select'>, editId: string, notes: string[]): Promise<string[]> {
  const [row] = await writer.select({ notes: edits.notes }).from(edits).where(eq(edits.id, editId))
  return [...editViewSchema.shape.notes.parse(row?.notes), ...notes]
}

/** What the vendor made may be charged, wherever it was lost; what it did not make is not. */
async function failMissing(
  db: Records,
  work: Work,
  editId: string,
  missing: MissingPicture | undefined,
  told: Promise<unknown>,
): Promise<void> {
  const fewer = 'The provider made fewer pictures than were asked for'
  const failure = missing?.isMade
    ? lost(`This picture was made and did not arrive: ${missing.words}`, 'unknown')
    : lost(missing ? `${fewer}: “${missing.words}”` : `${fewer}.`, 'no')
  await told
  await db.transaction((writer) =>
    moveEdits(writer, { ids: [editId], claim: work.claim }, 'failed', { failure }),
  )
}

const lost = (message: string, billed: Billed): Failure => ({
  code: 'empty_result',
  message,
  billed,
  hints: [],
})
