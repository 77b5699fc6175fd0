import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { edits, events, inputs, roots, runs } from '@/lib/db/schema'
import type { NodeRef } from '@/lib/edits/view'
import { moveNodes } from '@/lib/history/move-nodes.server'
import { deleteNodes } from '@/lib/history/node-records.server'
import { createOutlines } from '@/lib/history/outline/outlines.server'
import { readSnapshot } from '@/lib/history/outline/snapshot.server'
import { createProject } from '@/lib/history/project-records.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { promptOf, rootPicture, seedHistory } from '@/tests/support/long-history'

const outlines = createOutlines()

let database: TestDatabase
let from: string
let to: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  from = await createProject(database.db)
  to = await createProject(database.db)
  await seedHistory(database.db, from, { edits: 20, pictures: 40, endMs: Date.parse('2026-03-01') })
})

/** Four photos, each with a branch of five. */
const findEdit = async (take: number) => {
  const rows = await database.db
    .select()
    .from(edits)
    .where(eq(edits.prompt, promptOf(take)))
  return rows.find(({ projectId }) => [from, to].includes(projectId))!
}
const refOf = async (take: number): Promise<NodeRef> => ({ kind: 'edit', id: (await findEdit(take)).id })
const namesIn = async (projectId: string) =>
  (await readSnapshot({ db: database.db, outlines }, projectId, {})).nodes.map((node) =>
    node.kind === 'edit' ? node.prompt : node.name,
  )

describe('moving to another project', () => {
  it('takes an item with all under it, and the photo on which it stands', async () => {
    const { moved, made } = await moveNodes(database.db, from, to, [await refOf(7)])
    expect(moved).toHaveLength(3)
    expect(made).toEqual([{ kind: 'root', imageId: (await findEdit(7)).inputImageId }])
    expect((await namesIn(to)).sort()).toEqual([promptOf(6), promptOf(7), promptOf(8), promptOf(9)].sort())
    expect(await namesIn(from)).toHaveLength(21)
    const run = await database.db
      .select()
      .from(runs)
      .where(eq(runs.id, (await findEdit(8)).runId))
    expect(run[0]).toMatchObject({ projectId: to, request: { projectId: to } })
  })

  it('tells both projects', async () => {
    await moveNodes(database.db, from, to, [await refOf(9)])
    const told = await database.db
      .select()
      .from(events)
      .where(inArray(events.projectId, [from, to]))
    const typesIn = (id: string) =>
      told.filter(({ projectId }) => projectId === id).map(({ body }) => (body as { type: string }).type)
    expect(typesIn(from)).toEqual(['removed'])
    expect(typesIn(to)).toEqual(['node', 'node'])
  })

  it('is taken back by moving the answer back', async () => {
    const before = await readSnapshot({ db: database.db, outlines }, from, {})
    const { moved, made } = await moveNodes(database.db, from, to, [await refOf(6)])
    await moveNodes(database.db, to, from, moved)
    await deleteNodes(database.db, to, made)
    expect((await readSnapshot({ db: database.db, outlines }, from, {})).nodes).toEqual(before.nodes)
    expect(await namesIn(to)).toEqual([])
  })

  it('takes an upload with everything made from it', async () => {
    await moveNodes(database.db, from, to, [{ kind: 'root', imageId: rootPicture(0) }])
    expect(await namesIn(to)).toHaveLength(6)
    expect(await namesIn(from)).toHaveLength(18)
  })

  it('parts a run of which only some results go, and joins it again', async () => {
    const [first, second] = [await findEdit(3), await findEdit(4)]
    await database.db.update(edits).set({ runId: first.runId }).where(eq(edits.id, second.id))
    const { moved } = await moveNodes(database.db, from, to, [{ kind: 'edit', id: second.id }])
    const parted = await findEdit(4)
    expect(parted.runId).not.toBe(first.runId)
    expect((await findEdit(3)).projectId).toBe(from)
    await moveNodes(database.db, to, from, moved)
    expect((await findEdit(4)).runId).toBe(first.runId)
    expect(await database.db.select().from(runs).where(eq(runs.id, parted.runId))).toEqual([])
  })

  it('leaves a photo that was an input an input', async () => {
    const edit = await findEdit(9)
    await database.db
      .insert(inputs)
      .values({ projectId: from, position: 0, imageId: edit.outputImageId!, editId: edit.id, name: 'x' })
    await moveNodes(database.db, from, to, [{ kind: 'edit', id: edit.id }])
    const [input] = await database.db.select().from(inputs).where(eq(inputs.projectId, from))
    expect(input).toMatchObject({ imageId: edit.outputImageId, editId: null })
  })

  it('takes along with a photo what came there from elsewhere and hangs under it', async () => {
    const { made } = await moveNodes(database.db, from, to, [await refOf(7)])
    await deleteNodes(database.db, to, made)
    expect(await namesIn(to)).toEqual([])
  })

  it('refuses while something is under way, and what is not there', async () => {
    await database.db
      .update(edits)
      .set({ finishedAt: null, state: 'polling' })
      .where(eq(edits.id, (await findEdit(8)).id))
    await expect(moveNodes(database.db, from, to, [await refOf(7)])).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(
      moveNodes(database.db, to, from, [{ kind: 'root', imageId: rootPicture(2) }]),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await database.db.select().from(roots).where(eq(roots.projectId, to))).toEqual([])
  })
})
