import { mkdtemp, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPixels, keepPixels } from '@/lib/images/pixels/kept-pixels.server'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kept-pixels-'))
})
afterAll(() => rm(folder, { recursive: true }))

const pixels = {
  width: 3,
  height: 2,
  channels: 4 as const,
  data: Uint8Array.from({ length: 24 }, (_, i) => i),
}

describe('pixels beside a file', () => {
  it('come back as they were laid down', async () => {
    const file = path.join(folder, 'a')
    await keepPixels(file, pixels)
    const found = await findPixels(file)
    expect(found).toEqual({ ...pixels, data: Buffer.from(pixels.data) })
  })

  it('are not found where none were laid down, or not all of them', async () => {
    expect(await findPixels(path.join(folder, 'none'))).toBeUndefined()
    const file = path.join(folder, 'torn')
    await keepPixels(file, pixels)
    await truncate(`${file}.pixels`, 30)
    expect(await findPixels(file)).toBeUndefined()
    await truncate(`${file}.pixels`, 5)
    expect(await findPixels(file)).toBeUndefined()
  })
})
