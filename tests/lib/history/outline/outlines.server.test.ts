import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SEES_ONE_MOMENT } from '@/lib/db/connection.server'
import { keyOfEdit, keyOfRoot, refOfKey } from '@/lib/history/node-key'
import { deleteNodes, restoreNodes } from '@/lib/history/node-records.server'
import { createOutlines, type Outlines } from '@/lib/history/outline/outlines.server'
import { createProject } from '@/lib/history/project-records.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { rootPicture, seedHistory } from '@/tests/support/long-history'

let database: TestDatabase
let projectId: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  projectId = await createProject(database.db)
  await seedHistory(database.db, projectId, { edits: 40, pictures: 20, endMs: Date.parse('2026-03-31') })
})

const read = (outlines: Outlines, id = projectId) =>
  database.db.transaction((reader) => outlines.read(reader, id), SEES_ONE_MOMENT)

describe('outlines that are kept', () => {
  it('are read once while nothing happens', async () => {
    const outlines = createOutlines()
    const first = await read(outlines)
    expect(await read(outlines)).toBe(first)
  })

  it('are read anew when something has gone or come back, whoever did it', async () => {
    const [here, there] = [createOutlines(), createOutlines()]
    const before = await read(here)
    await read(there)
    const gone = await deleteNodes(database.db, projectId, [refOfKey(keyOfRoot(rootPicture(1)))])
    expect(gone).toHaveLength(11)
    for (const outlines of [here, there]) {
      const { excerpt, reply } = await read(outlines)
      expect(excerpt.rowCount).toBe(before.excerpt.rowCount - gone.length)
      expect(reply).not.toContain(rootPicture(1))
    }
    await restoreNodes(database.db, projectId, gone)
    expect((await read(here)).excerpt).toEqual(before.excerpt)
  })

  it('follow the newest node', async () => {
    const outlines = createOutlines()
    const { newestKey } = await read(outlines)
    await deleteNodes(database.db, projectId, [refOfKey(newestKey!)])
    const { newestKey: next } = await read(outlines)
    expect(next).not.toBe(newestKey)
    expect(next).toMatch(/^edit:/)
  })

  it('are those of few projects, and of each its own', async () => {
    const outlines = createOutlines()
    const others = await Promise.all(Array.from({ length: 6 }, () => createProject(database.db)))
    const first = await read(outlines)
    for (const other of others) expect((await read(outlines, other)).excerpt.rows).toEqual([])
    const again = await read(outlines)
    expect(again).not.toBe(first)
    expect(again).toEqual(first)
  })
})

it('an edit hangs under its photo where what it came from is gone', async () => {
  const { reply } = await read(createOutlines())
  const { edits, roots } = JSON.parse(reply) as { edits: [string, number][]; roots: [string][] }
  const keys = [...edits.map(([id]) => keyOfEdit(id)), ...roots.map(([id]) => keyOfRoot(id))]
  const under = edits.map(([, parent]) => keys[parent]!)
  expect(under.filter((key) => key.startsWith('root:'))).toHaveLength(8)
  expect(under.filter((key) => key.startsWith('edit:'))).toHaveLength(32)
})
