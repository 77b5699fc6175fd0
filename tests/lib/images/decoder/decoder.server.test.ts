import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { getPriority, tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Decoder } from '@/lib/images/decoder/decoder'
import { createDecoder } from '@/lib/images/decoder/decoder.server'
import { FOREIGN_FILES, photo, webpBomb } from '../../../support/image-corpus'
import { bundleProgram } from '../../../support/program'

const signal = new AbortController().signal
let entry = ''
let broken = ''
let folder = ''
const decoders: Decoder[] = []
const open = (more: Partial<Parameters<typeof createDecoder>[0]> = {}) => {
  const decoder = createDecoder({ entry, concurrency: 1, ...more })
  decoders.push(decoder)
  return decoder
}
const fileOf = async (name: string, bytes: Uint8Array) => {
  await writeFile(path.join(folder, name), bytes)
  return path.join(folder, name)
}

const childrenOf = () =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ').map(Number)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'decoder-'))
  entry = await bundleProgram('scripts/programs/decoder.ts')
  broken = await bundleProgram('tests/support/decoder-that-breaks.ts')
})
afterEach(() => Promise.all(decoders.splice(0).map((decoder) => decoder.close())))
afterAll(() => Promise.all([entry, broken].map((file) => rm(path.dirname(file), { recursive: true }))))

describe('a decoder in a child process', () => {
  it('tells what a file is', async () => {
    const file = await fileOf('good.png', await photo(40, 30).png().toBuffer())
    expect(await open().inspect(signal, file)).toMatchObject({ width: 40, height: 30, format: 'png' })
  })

  it('passes refusals on with their code and advice, and goes on working', async () => {
    const decoder = open()
    await expect(decoder.inspect(signal, await fileOf('bomb', webpBomb()))).rejects.toMatchObject({
      code: 'too_many_pixels',
    })
    const heic = await fileOf('heic', FOREIGN_FILES.heic ?? Buffer.alloc(0))
    await expect(decoder.inspect(signal, heic)).rejects.toMatchObject({
      code: 'unsupported_format',
      message: expect.stringContaining('HEIC'),
    })
    const file = await fileOf('good.webp', await photo(40, 30).webp().toBuffer())
    expect(await decoder.inspect(signal, file)).toMatchObject({ format: 'webp' })
  })

  it('is ready for what comes once it was warmed up, and breaks nothing when it cannot be', async () => {
    const pidsOf = () => readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim()
    const decoder = open()
    const before = pidsOf()
    await decoder.warmUp()
    const warm = pidsOf()
    expect(warm).not.toBe(before)
    await decoder.warmUp()
    const file = await fileOf('warm.png', await photo(4, 3).png().toBuffer())
    expect(await decoder.inspect(signal, file)).toMatchObject({ width: 4 })
    expect(pidsOf()).toBe(warm)
    await expect(open({ entry: path.join(folder, 'nowhere.mjs') }).warmUp()).resolves.toBeUndefined()
  })

  it('is warmed up for as many pictures as may come at a time', async () => {
    const before = childrenOf()
    const decoder = open({ concurrency: 2 })
    await decoder.warmUp()
    await decoder.warmUp()
    expect(childrenOf().filter((pid) => !before.includes(pid))).toHaveLength(2)
  })

  it('gives way to other work only where it is told to', async () => {
    const before = childrenOf()
    for (const givesWay of [false, true]) await open({ givesWay }).warmUp()
    const [usual, yielding] = childrenOf().filter((pid) => !before.includes(pid))
    expect(getPriority(yielding)).toBeGreaterThan(getPriority(usual))
  })

  it('starts again after a rest', async () => {
    const decoder = open({ restMs: 0 })
    const file = await fileOf('rest.png', await photo(4, 3).png().toBuffer())
    for (let round = 0; round < 3; round += 1)
      expect(await decoder.inspect(signal, file)).toMatchObject({ width: 4 })
  })

  it('holds no setting of ours', async () => {
    process.env.AIML_API_KEY = 'sk-CANARY'
    await expect(open({ entry: broken }).inspect(signal, 'env')).resolves.not.toContain('AIML_API_KEY')
    delete process.env.AIML_API_KEY
  })
})

describe('a decoder that breaks', () => {
  it('refuses that one file and no other', async () => {
    const decoder = open({ entry: broken })
    const jobs = ['crash', 'fine', 'kill', 'fine'].map((path) => decoder.inspect(signal, path))
    const results = await Promise.allSettled(jobs)
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
    await expect(jobs[0]).rejects.toMatchObject({ code: 'corrupt_image' })
    await expect(jobs[2]).rejects.toMatchObject({ code: 'corrupt_image' })
  })

  it('is ended when it takes too long', async () => {
    const decoder = open({ entry: broken, jobTimeoutMs: 100 })
    await expect(decoder.inspect(signal, 'hang')).rejects.toMatchObject({ code: 'corrupt_image' })
  })

  it('is ended when nobody waits any more', async () => {
    const controller = new AbortController()
    const decoder = open({ entry: broken })
    await decoder.inspect(signal, 'fine')
    const hanging = decoder.inspect(controller.signal, 'hang')
    const next = decoder.inspect(signal, 'fine')
    controller.abort()
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' })
    await expect(next).resolves.toBeDefined()
  })

  it('is our fault, not the image’s, when it does not even start', async () => {
    await expect(
      open({ entry: path.join(folder, 'nowhere.mjs') }).inspect(signal, 'x'),
    ).rejects.toMatchObject({
      code: 'internal',
    })
  })
})
