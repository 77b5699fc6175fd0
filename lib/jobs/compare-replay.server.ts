import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { and, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { edits, recipes } from '@/lib/db/schema'
import { changeEdits } from '@/lib/edits/edit-records.server'
import { recipeSchema } from '@/lib/edits/recipe'
import type { ReplayVerdict } from '@/lib/edits/replay'
import type { ReportAnswer, ReportRequest } from '@/lib/fidelity/comparison.server'
import { imageKey } from '@/lib/images/record'
import type { MeasureParts } from '@/lib/jobs/measure-edit.server'
import { readStored } from '@/lib/storage/read.server'

/** From this share on, what differs is a detail. */
const CLOSE_SHARE = 0.95

/** Compares the result of a replay with the first one, where both were made from the same photos. */
export async function compareReplay(
  signal: AbortSignal,
  { db, storage, pool }: MeasureParts,
  editId: string,
): Promise<void> {
  const first = alias(edits, 'first')
  const firstRecipes = alias(recipes, 'first_recipes')
  const [found] = await db
    .select({
      a: first.outputImageId,
      b: edits.outputImageId,
      asked: recipes.asked,
      before: firstRecipes.asked,
    })
    .from(edits)
    .innerJoin(first, eq(first.id, edits.replayOf))
    .innerJoin(recipes, eq(recipes.editId, edits.id))
    .innerJoin(firstRecipes, eq(firstRecipes.editId, first.id))
    .where(and(eq(edits.id, editId), isNull(edits.replay)))
  if (!found?.a || !found.b || !isDeepStrictEqual(photosOf(found.asked), photosOf(found.before))) return
  const replay = found.a === found.b ? SAME : await compare(found.a, found.b)
  await db.transaction((writer) => changeEdits(writer, { ids: [editId] }, { replay }))

  async function compare(a: string, b: string): Promise<ReplayVerdict> {
    const [original, result] = await Promise.all([
      readStored(signal, storage, imageKey(a)),
      readStored(signal, storage, imageKey(b)),
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

const photosOf = (asked: unknown) => recipeSchema.parse(asked).inputs.map(({ imageId }) => imageId)
