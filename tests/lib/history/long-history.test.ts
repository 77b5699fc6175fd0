import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { edits } from '@/lib/db/schema'
import type { Failure } from '@/lib/edits/view'
import { keyOfEdit, keyOfNode, keyOfRoot } from '@/lib/history/node-key'
import { readExcerpt, WHOLE_UP_TO } from '@/lib/history/outline/excerpt.server'
import { entryOf } from '@/lib/history/outline/outline'
import { readOutline } from '@/lib/history/outline/outline.server'
import { readReply } from '@/lib/history/outline/outline-reply'
import { createOutlines } from '@/lib/history/outline/outlines.server'
import { readSnapshot } from '@/lib/history/outline/snapshot.server'
import { readSurroundings } from '@/lib/history/outline/surroundings.server'
import { createProject } from '@/lib/history/project-records.server'
import { readPrompts } from '@/lib/history/prompt-records.server'
import { type HistorySearch, NO_QUERY } from '@/lib/history/search/search'
import { searchNodes } from '@/lib/history/search/search.server'
import { toSearch } from '@/lib/history/search/search-moments'
import { buildTree, listRows } from '@/lib/history/tree'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { promptOf, rootPicture, seedHistory } from '@/tests/support/long-history'

const EDITS = 300
const END = Date.parse('2026-03-31T12:00:00Z')
const MODELS = [
  { id: 'local/engine', name: 'Local engine' },
  { id: 'aiml/bytedance-seedream-v4-edit', name: 'Seedream v4 Edit (AIML)' },
]

const outlines = createOutlines()

let database: TestDatabase
let projectId: string
let shortId: string

beforeAll(async () => {
  database = await createTestDatabase()
  projectId = await createProject(database.db)
  shortId = await createProject(database.db)
  await seedHistory(database.db, projectId, { edits: EDITS, pictures: 20, endMs: END })
  await seedHistory(database.db, shortId, { edits: 20, pictures: 20, endMs: END })
})
afterAll(() => database.close())

const keysOf = async (prompt: string) => {
  const rows = await database.db
    .select({ id: edits.id })
    .from(edits)
    .where(and(eq(edits.projectId, projectId), eq(edits.prompt, prompt)))
  return rows.map(({ id }) => keyOfEdit(id))
}

describe('a long history', () => {
  it('comes as the lines around its newest node, with all that these show', async () => {
    const { excerpt, nodes } = await readSnapshot({ db: database.db, outlines }, projectId, {})
    const [newest] = await keysOf(promptOf(EDITS - 1))
    expect(excerpt?.rowCount).toBe(EDITS + 4)
    expect(excerpt!.rows.map(({ key }) => key)).toContain(newest)
    expect(nodes.length).toBeLessThan(WHOLE_UP_TO)
    const known = new Set(nodes.map(keyOfNode))
    expect(excerpt!.rows.every(({ key }) => known.has(key))).toBe(true)
    expect(known.has(keyOfRoot(rootPicture(3)))).toBe(true)
  })

  it('has the same lines in its excerpt as in its outline', async () => {
    const { excerpt } = await readExcerpt(database.db, outlines, projectId)
    const outline = readReply(await readOutline(database.db, projectId))
    const rows = listRows(buildTree(outline.values()), new Set())
    expect(rows.slice(excerpt.startRow, excerpt.startRow + excerpt.rows.length)).toEqual(excerpt.rows)
    expect(excerpt.topRow + 1).toBeLessThan(excerpt.startRow + excerpt.rows.length)
  })

  it('is sent whole while it is short, with the same tree as its outline', async () => {
    const { excerpt, nodes } = await readSnapshot({ db: database.db, outlines }, shortId, {})
    expect(excerpt).toBeUndefined()
    expect(nodes).toHaveLength(24)
    const outline = readReply(await readOutline(database.db, shortId))
    expect(listRows(buildTree(outline.values()), new Set())).toEqual(
      listRows(buildTree(nodes.map(entryOf)), new Set()),
    )
  })

  it('gives a node with the branch on which it stands', async () => {
    const [third] = await keysOf(promptOf(152))
    const around = await readSurroundings(database.db, projectId, [{ kind: 'edit', id: third!.slice(5) }])
    const prompts = around.flatMap((node) => (node.kind === 'edit' ? node.prompt : node.name))
    expect(prompts.sort()).toEqual(['photo-2.jpg', promptOf(150), promptOf(151), promptOf(152)].sort())
  })

  it('tells its prompts, the latest first', async () => {
    expect((await readPrompts(database.db, projectId)).slice(0, 2)).toEqual([promptOf(299), promptOf(298)])
  })
})

describe('search', () => {
  const find = (change: Partial<HistorySearch>) =>
    searchNodes(database.db, projectId, { ...toSearch(NO_QUERY, END), ...change }, MODELS)

  it('finds by words of the prompt in any order, and takes signs as they are', async () => {
    expect(await find({ text: 'GRASS take 2 golden' })).toEqual(
      (await Promise.all([promptOf(42), promptOf(210), promptOf(266)].map(keysOf))).flat().filter(Boolean),
    )
    expect(await find({ text: '%' })).toEqual([])
    expect(await find({ text: 'unheard of' })).toEqual([])
  })

  it('finds by the name of the model, by the state and by the name of an upload', async () => {
    expect(await find({ text: 'seedream' })).toHaveLength(EDITS / 3)
    expect(await find({ text: 'failed' })).toHaveLength(EDITS / 50)
    expect(await find({ text: 'photo-1' })).toEqual([keyOfRoot(rootPicture(1))])
  })

  it('narrows by model, state, star, kept share and time', async () => {
    expect(await find({ modelIds: ['local/engine'] })).toHaveLength(EDITS - EDITS / 3)
    expect(await find({ states: ['failed'] })).toHaveLength(EDITS / 50)
    expect(await find({ isStarredOnly: true })).toHaveLength(Math.ceil(EDITS / 40))
    expect(await find({ keptPercent: 97 })).toHaveLength((EDITS / 100) * 3)
    const lastDay = await find({ fromMs: END - 86_400_000 })
    expect(lastDay.length).toBeGreaterThan(5)
    expect(await find({ fromMs: END - 86_400_000, untilMs: END })).toHaveLength(lastDay.length - 1)
  })

  it('leaves out what a check may still bring', async () => {
    const [charged, refused, lost] = await find({ states: ['failed'] })
    const fail = (key: string | undefined, failure: Partial<Failure>) =>
      database.db
        .update(edits)
        .set({ failure })
        .where(eq(edits.id, key!.slice(5)))
    await fail(charged, { billed: 'yes' })
    await fail(refused, { billed: 'no' })
    await fail(lost, { billed: 'yes', isBeyondCheck: true })
    const found = await find({ states: ['failed'], isBeyondCheck: true })
    expect(found).toHaveLength(EDITS / 50 - 1)
    expect(found).not.toContain(charged)
    expect(found).toEqual(expect.arrayContaining([refused, lost]))
    expect(await find({ isBeyondCheck: true, sort: 'kept' })).toHaveLength(EDITS - 1)
  })

  it('lists the most kept first, and by model in the order of their names', async () => {
    const [first] = await find({ sort: 'kept' })
    expect(await keysOf(promptOf(299))).toEqual([first])
    const byModel = await find({ sort: 'model' })
    expect(byModel).toHaveLength(EDITS)
    expect(await keysOf(promptOf(299))).toEqual([byModel[0]])
  })
})
