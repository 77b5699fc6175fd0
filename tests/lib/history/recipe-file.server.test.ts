import { afterAll, beforeAll, expect, it } from 'vitest'
import { edits, recipes, runs } from '@/lib/db/schema'
import { createProject, deleteProject } from '@/lib/history/project-records.server'
import { openRecipeText, readRecipeText } from '@/lib/history/recipe-file.server'
import { createImageRecords } from '@/lib/images/image-records.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { imageIdOf, uuidOf } from '@/tests/support/node-views'

const imageId = imageIdOf('result')
const asked = {
  version: 1,
  prompt: 'sepia',
  modelId: 'local/engine',
  inputs: [{ imageId: imageIdOf('cat'), name: 'cat.jpg' }],
  settings: { guidance: 5.5, advanced: {} },
}
let database: TestDatabase

async function insertEdit(word: string, projectId: string) {
  const { db } = database
  const editId = uuidOf(word)
  const runId = uuidOf(`run ${word}`)
  await db.insert(runs).values({ id: runId, projectId, clientKey: uuidOf(`key ${word}`), request: {} })
  await db.insert(edits).values({
    id: editId,
    projectId,
    runId,
    batchId: uuidOf(`batch ${word}`),
    position: 0,
    modelId: 'local/engine',
    prompt: 'sepia',
    state: 'succeeded',
    outputImageId: imageId,
    seed: 7,
  })
  await db.insert(recipes).values({ editId, asked, answered: { engine: '2.1' } })
  return editId
}

beforeAll(async () => {
  database = await createTestDatabase()
  await createImageRecords(database.db).save({
    id: imageId,
    width: 4,
    height: 4,
    format: 'png',
    bytes: 10,
    hasAlpha: false,
    bitDepth: 8,
    colourSpace: 'sRGB',
    orientation: 1,
    animated: false,
  })
})
afterAll(() => database.close())

it('a recipe goes out with seed and engine, and finds its edit again, in its own project first', async () => {
  const { db } = database
  const [one, two] = [await createProject(db), await createProject(db)]
  const [inOne, inTwo] = [await insertEdit('one', one), await insertEdit('two', two)]
  const text = await readRecipeText(db, inOne, imageId)
  expect(text).toBe(await readRecipeText(db, inTwo, imageId))
  const { file, origin } = await openRecipeText(db, one, text)
  expect(file.recipe).toMatchObject({ prompt: 'sepia', engineVersion: '2.1', settings: { seed: 7 } })
  expect(origin).toEqual({ projectId: one, editId: inOne })
  await deleteProject(db, one)
  expect((await openRecipeText(db, one, text)).origin).toEqual({ projectId: two, editId: inTwo })
})

it('is not told for a picture that the edit did not make, and nothing is read from other texts', async () => {
  const { db } = database
  const editId = await insertEdit('three', await createProject(db))
  await expect(readRecipeText(db, editId, imageIdOf('other'))).rejects.toMatchObject({ code: 'not_found' })
  await expect(openRecipeText(db, uuidOf('any'), '{}')).rejects.toMatchObject({ code: 'recipe_unreadable' })
})
