import { afterAll, beforeAll, expect, it } from 'vitest'
import { roots } from '@/lib/db/schema'
import { readInputs, setInputs } from '@/lib/history/input-records.server'
import { renameNode } from '@/lib/history/node-records.server'
import { createProject, renameProject, requireProject } from '@/lib/history/project-records.server'
import { createImageRecords } from '@/lib/images/image-records.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  for (const letter of ['a', 'b', 'c'])
    await createImageRecords(database.db).save({
      id: letter.repeat(64),
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

const list = (letters: string) =>
  [...letters].map((letter) => ({ imageId: letter.repeat(64), editId: null, name: `${letter}.png` }))

it('two lists at once are written one after the other, and the later one stands whole', async () => {
  const { db } = database
  const projectId = await createProject(db)
  await setInputs(db, projectId, list('abc'))
  const lists = ['ab', 'cba', 'b', 'ca', 'abc', 'bc']
  await Promise.all(lists.map((letters) => setInputs(db, projectId, list(letters))))
  const stands = (await readInputs(db, projectId)).map(({ name }) => name[0]).join('')
  expect(lists).toContain(stands)
})

it('an upload that was taken out of the tree is not brought back by another name', async () => {
  const { db } = database
  const projectId = await createProject(db)
  const imageId = 'a'.repeat(64)
  await db.insert(roots).values({ projectId, imageId, name: 'a.png', deletedAt: new Date() })
  await expect(renameNode(db, projectId, { kind: 'root', imageId }, 'again')).rejects.toMatchObject({
    code: 'not_found',
  })
})

it('a project takes the name of its first photo, once, and only while nobody has named it', async () => {
  const { db } = database
  const projectId = await createProject(db)
  await setInputs(db, projectId, list('b'))
  expect(await requireProject(db, projectId)).toMatchObject({ name: 'b' })
  await setInputs(db, projectId, list('a'))
  expect(await requireProject(db, projectId)).toMatchObject({ name: 'b' })

  const ownId = await createProject(db)
  await renameProject(db, ownId, 'Autumn catalogue')
  await setInputs(db, ownId, list('a'))
  expect(await requireProject(db, ownId)).toMatchObject({ name: 'Autumn catalogue' })
})
