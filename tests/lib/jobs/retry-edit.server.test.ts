import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { edits } from '@/lib/db/schema'
import { AppError } from '@/lib/errors'
import { retryEdit } from '@/lib/jobs/retry-edit.server'
import { ProviderError } from '@/lib/providers/provider-error'
import {
  batchOf,
  begin,
  createLedger,
  createParts,
  database,
  isQueued,
  PAID_MODEL,
  read,
  run,
} from '@/tests/support/batches'

const refused = new ProviderError('credits', 'final')

it('sends a failed edit again in a batch of its own', async () => {
  const edit = await begin(PAID_MODEL)
  const { provider } = createLedger(async () => Promise.reject(refused))
  await run(edit, createParts(provider))
  const first = await batchOf(edit.id)
  await retryEdit(database.db, edit.id)
  expect(await batchOf(edit.id)).not.toBe(first)
  expect(await isQueued(await batchOf(edit.id))).toBe(true)
})

it('buys once, also when it is asked for again while the edit is under way', async () => {
  const edit = await begin(PAID_MODEL)
  const { provider, calls } = createLedger(async (_signal, hooks) => {
    await expect(retryEdit(database.db, edit.id)).rejects.toMatchObject({ code: 'conflict' })
    await hooks.onStep('fetching')
    await expect(retryEdit(database.db, edit.id)).rejects.toMatchObject({ code: 'conflict' })
    return {}
  })
  const parts = createParts(provider)
  await run(edit, parts)
  await run(edit, parts)
  expect(calls).toEqual(['dispatch'])
  expect(await read(edit.id)).toMatchObject({ state: 'succeeded' })
  await expect(retryEdit(database.db, edit.id)).rejects.toMatchObject({ code: 'conflict' })
})

it('leaves what was told beside the result of the try before behind', async () => {
  const edit = await begin(PAID_MODEL)
  const { provider } = createLedger(async () => ({ notes: ['The picture may be black.'] }))
  const ingest = async () => Promise.reject(new AppError('corrupt_image'))
  await run(edit, createParts(provider, { ingest }))
  expect(await read(edit.id)).toMatchObject({ state: 'failed', notes: ['The picture may be black.'] })
  await retryEdit(database.db, edit.id)
  await run(edit, createParts(createLedger(async () => ({})).provider))
  expect(await read(edit.id)).toMatchObject({ state: 'succeeded', notes: [] })
})

it('keeps what was told of a free edit before it ran', async () => {
  const edit = await begin('local/engine')
  const notes = ['The mask was painted for another size.']
  await database.db.update(edits).set({ notes }).where(eq(edits.id, edit.id))
  const { provider } = createLedger(async () => Promise.reject(refused), { isFree: true })
  await run(edit, createParts(provider))
  await retryEdit(database.db, edit.id)
  expect((await read(edit.id)).notes).toEqual(notes)
})

it('takes one of two clicks', async () => {
  const edit = await begin(PAID_MODEL)
  const { provider } = createLedger(async () => Promise.reject(refused))
  await run(edit, createParts(provider))
  const both = await Promise.allSettled([retryEdit(database.db, edit.id), retryEdit(database.db, edit.id)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})
