import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roots, runs } from '@/lib/db/schema'
import { readRootViews } from '@/lib/edits/root-records.server'
import { readInputs, setInputs } from '@/lib/history/input-records.server'
import { renameNode } from '@/lib/history/node-records.server'
import {
  createProject,
  NEW_PROJECT_NAME,
  renameProject,
  requireProject,
} from '@/lib/history/project-records.server'
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

describe('photos that were added together', () => {
  const treeOf = async (projectId: string) =>
    (await readRootViews(database.db, eq(roots.projectId, projectId))).map(({ name }) => name[0]).join('')

  it('stand in the tree in their order, whichever arrived first', async () => {
    const { db } = database
    const projectId = await createProject(db)
    for (const letters of ['c', 'bc', 'abc']) await setInputs(db, projectId, list(letters))
    expect(await treeOf(projectId)).toBe('abc')
    const another = await createProject(db)
    await setInputs(db, another, list('cab'))
    expect(await treeOf(another)).toBe('cab')
  })

  it('stay where they are when the inputs are put in another order, or a photo comes much later', async () => {
    const { db } = database
    const projectId = await createProject(db)
    await setInputs(db, projectId, list('ab'))
    await setInputs(db, projectId, list('bac'))
    expect(await treeOf(projectId)).toBe('abc')
    const another = await createProject(db)
    await setInputs(db, another, list('b'))
    await db
      .update(roots)
      .set({ createdAt: new Date(Date.now() - 3_600_000) })
      .where(eq(roots.projectId, another))
    await setInputs(db, another, list('ab'))
    expect(await treeOf(another)).toBe('ba')
  })
})

describe('the name of a project', () => {
  const nameOf = async (projectId: string) => (await requireProject(database.db, projectId)).name

  it('is that of its primary photo, whichever came first, until its first run', async () => {
    const { db } = database
    const projectId = await createProject(db)
    await setInputs(db, projectId, list('b'))
    expect(await nameOf(projectId)).toBe('b')
    await setInputs(db, projectId, list('ab'))
    expect(await nameOf(projectId)).toBe('a')
    await db.insert(runs).values({ projectId, clientKey: randomUUID(), request: {} })
    await setInputs(db, projectId, list('c'))
    expect(await nameOf(projectId)).toBe('a')
  })

  it.each(['Autumn catalogue', NEW_PROJECT_NAME])('stays as somebody has given it: %s', async (name) => {
    const { db } = database
    const projectId = await createProject(db)
    await setInputs(db, projectId, list('b'))
    await renameProject(db, projectId, name)
    await setInputs(db, projectId, list('a'))
    expect(await nameOf(projectId)).toBe(name)
  })
})
