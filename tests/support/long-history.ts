import { randomUUID } from 'node:crypto'
import type { Records } from '@/lib/db/connection.server'
import { edits, images, recipes, roots, runs } from '@/lib/db/schema'
import { imageIdOf } from '@/tests/support/node-views'

const DAY_MS = 86_400_000
/** How many rows go into one statement: PostgreSQL takes 65,535 values in it. */
const ROWS_AT_ONCE = 1000

export type LongHistory = {
  /** Edits in all. */
  edits: number
  /** Results are shown by so many different pictures. */
  pictures: number
  /** The last moment of the history; it began a month before. */
  endMs: number
}

export const rootPicture = (index: number): string => imageIdOf(`root ${index}`)
export const resultPicture = (index: number): string => imageIdOf(`result ${index}`)

const ROOTS = 4
const SUBJECTS = ['sky', 'eyes', 'grass', 'wall', 'coat', 'lake', 'roof', 'leaves']
const WISHES = ['golden', 'darker', 'misty', 'sharper', 'blue', 'without people in the', 'softer']

export const promptOf = (index: number): string =>
  `${WISHES[index % WISHES.length]} ${SUBJECTS[index % SUBJECTS.length]}, take ${index}`

/**
 * Writes a history without asking any model: four photos, under each many branches of up to five steps. Bytes are not
 * written; whoever looks at pictures writes those of `rootPicture` and `resultPicture`.
 */
export async function seedHistory(
  db: Records,
  projectId: string,
  { edits: count, pictures, endMs }: LongHistory,
): Promise<void> {
  const pictureIds = [
    ...Array.from({ length: ROOTS }, (_, index) => rootPicture(index)),
    ...Array.from({ length: pictures }, (_, index) => resultPicture(index)),
  ]
  const facts = { width: 320, height: 213, format: 'webp', bytes: 4_000, facts: {} }
  await inParts(
    pictureIds.map((id) => ({ id, ...facts })),
    (part) => db.insert(images).values(part).onConflictDoNothing(),
  )
  await db.insert(roots).values(
    Array.from({ length: ROOTS }, (_, index) => ({
      projectId,
      imageId: rootPicture(index),
      name: `photo-${index}.jpg`,
      createdAt: new Date(endMs - 30 * DAY_MS + index),
    })),
  )
  const rows = listEdits(projectId, count, pictures, endMs)
  await inParts(rows, (part) =>
    db.insert(runs).values(
      part.map(({ runId, createdAt }) => ({
        id: runId,
        projectId,
        clientKey: randomUUID(),
        request: {},
        createdAt,
      })),
    ),
  )
  await inParts(rows, (part) => db.insert(edits).values(part))
  await inParts(rows, (part) => db.insert(recipes).values(part.map(recipeRow)))
}

type EditRow = ReturnType<typeof listEdits>[number]

const recipeRow = ({ id, modelId, prompt, seed, inputImageId }: EditRow) => ({
  editId: id,
  asked: {
    version: 1,
    prompt,
    modelId,
    inputs: [{ imageId: inputImageId, name: 'photo' }],
    settings: { seed, advanced: {} },
  },
})

function listEdits(projectId: string, count: number, pictures: number, endMs: number) {
  const made: { id: string; picture: string }[] = []
  return Array.from({ length: count }, (_, index) => {
    const step = index % 5
    const parent = step === 0 ? undefined : made[index - 1]
    const root = rootPicture(Math.floor((index * ROOTS) / count))
    const own = { id: randomUUID(), picture: resultPicture(index % pictures) }
    made.push(own)
    const createdAt = new Date(endMs - ((count - 1 - index) / count) * 29 * DAY_MS)
    return {
      id: own.id,
      projectId,
      runId: randomUUID(),
      batchId: randomUUID(),
      position: 0,
      modelId: index % 3 === 0 ? 'aiml/bytedance-seedream-v4-edit' : 'local/engine',
      prompt: promptOf(index),
      state: index % 50 === 49 ? 'failed' : 'succeeded',
      parentEditId: parent?.id ?? null,
      inputImageId: parent?.picture ?? root,
      rootImageId: root,
      outputImageId: own.picture,
      seed: index,
      costUsd: 0,
      keptShare: (index % 100) / 100,
      starred: index % 40 === 0,
      createdAt,
      startedAt: createdAt,
      finishedAt: new Date(createdAt.getTime() + 3_000),
    }
  })
}

async function inParts<Row>(rows: Row[], write: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) await write(rows.slice(at, at + ROWS_AT_ONCE))
}
