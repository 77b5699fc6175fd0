import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Records } from '@/lib/db/connection.server'
import { edits, recipes } from '@/lib/db/schema'
import { changeEdits } from '@/lib/edits/edit-records.server'
import { recipeSchema } from '@/lib/edits/recipe'
import type { ReplayVerdict } from '@/lib/edits/replay'
import type { ReportAnswer, ReportRequest } from '@/lib/fidelity/comparison.server'
import { readImage } from '@/lib/images/stored-image.server'
import type { MeasureParts } from '@/lib/jobs/measure-edit.server'

/** From this share on, what differs is a detail. */
const CLOSE_SHARE = 0.95

/** Says of the edits of a batch that their recipes gave the same bytes as before: for that nothing has to be measured. */
export async function noteSameBytes(db: Records, batchId: string): Promise<void> {
  const found = await findReplays(db, eq(edits.batchId, batchId))
  const ids = found.filter(({ before, now }) => before === now).map(({ id }) => id)
  if (ids.length === 0) return
  await db.transaction((writer) => changeEdits(writer, { ids }, { replay: SAME }))
}

/** Compares the result of a replay with the first one, where both were made from the same photos. */
export async function compareReplay(
  signal: AbortSignal,
  { db, storage, pool }: MeasureParts,
  editId: string,
): Promise<void> {
  const [found] = await findReplays(db, eq(edits.id, editId))
  if (!found) return
  const replay = found.before === found.now ? SAME : await compare(found.before, found.now)
  await db.transaction((writer) => changeEdits(writer, { ids: [editId] }, { replay }))

  async function compare(before: string, now: string): Promise<ReplayVerdict> {
    const [original, result] = await Promise.all([
      readImage(signal, storage, before),
      readImage(signal, storage, now),
    ])
    const request: ReportRequest = { original, result }
    const { report } = await pool.run<ReportAnswer>(signal, 'fidelity.report', request)
    const meanDistance = report.regions.reduce(
      (sum, region) => sum + region.areaShare * region.meanDistance,
      0,
    )
    const verdict = report.keptShare >= CLOSE_SHARE ? 'close' : 'different'
    return { verdict, sameShare: report.keptShare, meanDistance }
  }
}

const SAME: ReplayVerdict = { verdict: 'same', sameShare: 1, meanDistance: 0 }

/** The results that are to be compared: both are there, and made from the same photos. */
async function findReplays(db: Records, which: SQL): Promise<{ id: string; before: string; now: string }[]> {
  const first = alias(edits, 'first')
  const firstRecipes = alias(recipes, 'first_recipes')
  const found = await db
    .select({
      id: edits.id,
      before: first.outputImageId,
      now: edits.outputImageId,
      asked: recipes.asked,
      askedBefore: firstRecipes.asked,
    })
    .from(edits)
    .innerJoin(first, eq(first.id, edits.replayOf))
    .innerJoin(recipes, eq(recipes.editId, edits.id))
    .innerJoin(firstRecipes, eq(firstRecipes.editId, first.id))
    .where(and(which, isNull(edits.replay)))
  return found.flatMap(({ id, before, now, asked, askedBefore }) =>
    before && now && isDeepStrictEqual(photosOf(asked), photosOf(askedBefore)) ? { id, before, now } : [],
  )
}

const photosOf = (asked: unknown) => recipeSchema.parse(asked).inputs.map(({ imageId }) => imageId)
