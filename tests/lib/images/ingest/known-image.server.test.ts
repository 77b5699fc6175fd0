import { expect, it } from 'vitest'
import type { SeenImage } from '@/lib/images/image-records.server'
import { findSoundOnes } from '@/lib/images/ingest/known-image.server'
import { imageKey } from '@/lib/images/record'

const { signal } = new AbortController()
const idOf = (index: number) => index.toString(16).padStart(64, '0')

it('finds those of many images whose bytes are here and sound', async () => {
  const seen: string[] = []
  const images = {
    seeMany: async (ids: string[]) => {
      seen.push(...ids)
      return ids
        .filter((id) => id !== idOf(2))
        .map((id) => ({ record: { id }, isDamaged: id === idOf(3) }) as SeenImage)
    },
  }
  const storage = { exists: async (_signal: AbortSignal, key: string) => key !== imageKey(idOf(4)) }
  const ids = Array.from({ length: 40 }, (_, index) => idOf(index))
  const found = await findSoundOnes(signal, { images, storage }, ids)
  const missing = [idOf(2), idOf(3), idOf(4)]
  expect([...found].sort()).toEqual(ids.filter((id) => !missing.includes(id)))
  expect(seen).toEqual(ids)
})
