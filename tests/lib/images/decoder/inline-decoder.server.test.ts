import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRenditions } from '@/lib/images/copies/renditions.server'
import { createInlineDecoder } from '@/lib/images/decoder/inline-decoder.server'
import { photo } from '../../../support/image-corpus'

const { signal } = new AbortController()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inline-decoder-'))
})
afterAll(() => rm(folder, { recursive: true }))

const fileOf = async (name: string, bytes: Uint8Array) => {
  await writeFile(path.join(folder, name), bytes)
  return path.join(folder, name)
}

/** Larger than the screen's copy, so that decoders may take short cuts. */
const large = photo(2_600, 1_900)
const encoded = {
  jpeg: await large.clone().jpeg().toBuffer(),
  'progressive jpeg': await large.clone().jpeg({ progressive: true }).toBuffer(),
  png: await large.clone().png({ compressionLevel: 1 }).toBuffer(),
  webp: await large.clone().webp({ effort: 0 }).toBuffer(),
}

describe('a decoder that judges and copies at once', () => {
  it.each(Object.entries(encoded))('refuses a large %s whose last rows are missing', async (name, bytes) => {
    const cut = await fileOf(`cut ${name}`, bytes.subarray(0, Math.floor(bytes.length * 0.97)))
    await expect(createInlineDecoder().inspect(signal, cut)).rejects.toMatchObject({ code: 'corrupt_image' })
  })

  it.each(Object.entries(encoded))('tells the full size of a large %s', async (name, bytes) => {
    const facts = await createInlineDecoder().inspect(signal, await fileOf(name, bytes))
    expect(facts).toMatchObject({ width: 2_600, height: 1_900 })
  })

  it('writes the copies of the file that is asked for, whatever was judged before', async () => {
    const decoder = createInlineDecoder()
    const [thumbPath, previewPath] = [path.join(folder, 'thumb'), path.join(folder, 'preview')]
    const jpeg = await fileOf('a', encoded.jpeg)
    const other = await fileOf('b', await photo(50, 40).png().toBuffer())
    for (const [judged, asked] of [
      [jpeg, jpeg],
      [jpeg, other],
      [other, jpeg],
    ] as const) {
      await decoder.inspect(signal, judged)
      await decoder.renditions(signal, { path: asked, thumbPath, previewPath })
      const expected = await makeRenditions(await readFile(asked))
      expect(Buffer.compare(await readFile(thumbPath), expected.thumb)).toBe(0)
      expect(Buffer.compare(await readFile(previewPath), expected.preview)).toBe(0)
    }
  })

  it('judges a picture whose pixels cannot be laid beside it', async () => {
    const file = await fileOf('no room', encoded.jpeg)
    await mkdir(`${file}.pixels`)
    expect(await createInlineDecoder().inspect(signal, file)).toMatchObject({ width: 2_600 })
  })

  it('copies what another decoder has judged, without decoding it again', async () => {
    const [thumbPath, previewPath] = [path.join(folder, 'thumb'), path.join(folder, 'preview')]
    const file = await fileOf('judged elsewhere', encoded.jpeg)
    await createInlineDecoder().inspect(signal, file)
    await rm(file)
    await createInlineDecoder().renditions(signal, { path: file, thumbPath, previewPath })
    const expected = await makeRenditions(encoded.jpeg)
    expect(Buffer.compare(await readFile(thumbPath), expected.thumb)).toBe(0)
    expect(Buffer.compare(await readFile(previewPath), expected.preview)).toBe(0)
  })
})
