import { expect, it } from 'vitest'
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

it('takes one of two clicks', async () => {
  const edit = await begin(PAID_MODEL)
  const { provider } = createLedger(async () => Promise.reject(refused))
  await run(edit, createParts(provider))
  const both = await Promise.allSettled([retryEdit(database.db, edit.id), retryEdit(database.db, edit.id)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})
