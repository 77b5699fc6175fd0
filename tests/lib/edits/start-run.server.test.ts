import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { images } from '@/lib/db/schema'
import { readSpending, spentToday } from '@/lib/edits/spending.server'
import { type StartRun, startRun } from '@/lib/edits/start-run.server'
import { AppError } from '@/lib/errors'
import { createProject } from '@/lib/history/project-records.server'
import { cancelEdits } from '@/lib/jobs/cancellation.server'
import { ProviderError } from '@/lib/providers/provider-error'
import {
  begin,
  createLedger,
  createParts,
  database,
  PAID_MODEL,
  projectId,
  run,
  upload,
} from '@/tests/support/batches'
import { createCard } from '@/tests/support/cards'
import { createRunRequest } from '@/tests/support/run-requests'

describe('a limit for the day', () => {
  const costly = createCard({ id: 'aiml/test/costly', priceUsd: 0.4 })
  const runs = (dailyLimitUsd: number): StartRun => ({
    db: database.db,
    findModel: () => costly,
    availability: async () => ({ [costly.id]: { state: 'ready' } }),
    enqueue: async () => {},
    measure: async () => {},
    dailyLimitUsd,
  })
  const ask = (limit: number) =>
    startRun(
      runs(limit),
      createRunRequest({
        projectId,
        modelIds: [costly.id],
        inputs: [{ imageId: upload.id, editId: null, name: 'a.png' }],
      }),
    )

  it('counts what waits, refuses what would go over it, and gives back what was not billed', async () => {
    const spent = await spentToday(database.db)
    const [edit] = (await ask(spent + 0.5)).edits
    await expect(ask(spent + 0.5)).rejects.toMatchObject({ code: 'spend_limit_reached' })
    await cancelEdits(database.db, [edit!.id])
    expect(await spentToday(database.db)).toBeCloseTo(spent)
    await expect(ask(spent + 0.5)).resolves.toBeDefined()
  })
})

describe('the money of a project', () => {
  it('counts what was charged, what may have been, and what nobody knows', async () => {
    const ours = await createProject(database.db)
    const start = async (costUsd: number | null) => {
      const edit = await begin(PAID_MODEL, { projectId: ours })
      const { provider } = createLedger(async () => ({ costUsd }))
      await run(edit, createParts(provider))
    }
    const before = await readSpending(database.db, ours, 5)
    expect(before).toMatchObject({ project: { usd: 0, unknown: 0 }, dailyLimitUsd: 5 })
    await start(0.03)
    await start(null)
    const refused = await begin(PAID_MODEL, { projectId: ours })
    const { provider } = createLedger(async () => {
      throw new ProviderError('auth', 'final')
    })
    await run(refused, createParts(provider))
    const { project, today } = await readSpending(database.db, ours)
    expect(project).toEqual({ usd: expect.closeTo(0.03), unknown: 1 })
    expect(today.usd - before.today.usd).toBeCloseTo(0.03)
    expect(today.unknown - before.today.unknown).toBe(1)
  })
})

describe('a click', () => {
  it('sent twice is one run', async () => {
    const request = { clientKey: randomUUID() }
    const [first, second] = [await begin('local/engine', request), await begin('local/engine', request)]
    expect(second).toMatchObject({ id: first.id, runId: first.runId })
  })

  it('is not another one under the same key', async () => {
    const clientKey = randomUUID()
    await begin('local/engine', { clientKey })
    await expect(begin('local/engine', { clientKey, prompt: 'another' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('with an image that is not here writes nothing', async () => {
    const clientKey = randomUUID()
    const foreign = [{ imageId: 'f'.repeat(64), editId: null, name: 'x.png' }]
    await expect(begin('local/engine', { clientKey, inputs: foreign })).rejects.toThrow(AppError)
    expect(await begin('local/engine', { clientKey })).toMatchObject({ state: 'queued' })
    expect(
      (
        await database.db
          .select()
          .from(images)
          .where(eq(images.id, 'f'.repeat(64)))
      ).length,
    ).toBe(0)
  })
})
