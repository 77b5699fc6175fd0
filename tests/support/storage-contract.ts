import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Storage, StoredFile } from '@/lib/storage/contract'

const signal = new AbortController().signal

export async function readAll(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(body).arrayBuffer())
}

async function listAll(storage: Storage): Promise<StoredFile[]> {
  const found: StoredFile[] = []
  for await (const file of storage.list(signal, 'listed')) found.push(file)
  return found
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function* inChunks(bytes: Uint8Array, chunkBytes: number) {
  for (let start = 0; start < bytes.length; start += chunkBytes)
    yield bytes.subarray(start, start + chunkBytes)
}

/** What every storage keeps, wherever its bytes are. `makeStorage` gives a fresh, empty one. */
export function describeStorage(name: string, makeStorage: () => Promise<Storage>): void {
  describe(`${name} as a storage`, () => {
    let storage: Storage
    beforeEach(async () => {
      storage = await makeStorage()
    })
    const stored = async (key: string) => readAll((await storage.get(signal, key)).body)

    it('gives back exactly the bytes it was given, in chunks of any size', async () => {
      const bytes = randomBytes(3_000_001)
      expect(await storage.put(signal, 'images/ab/abc', inChunks(bytes, 65_537))).toBe(bytes.length)
      expect(sha256(await stored('images/ab/abc'))).toBe(sha256(bytes))
    })

    it('takes a file as it takes bytes, and leaves it where it is', async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'stored-source-'))
      const file = path.join(folder, 'image')
      const bytes = randomBytes(2_500_001)
      await writeFile(file, bytes)
      expect(await storage.put(signal, 'images/of-a-file', { file })).toBe(bytes.length)
      expect(sha256(await stored('images/of-a-file'))).toBe(sha256(bytes))
      await writeFile(file, 'other bytes')
      expect(await storage.put(signal, 'images/of-a-file', { file })).toBe(11)
      expect(sha256(await stored('images/of-a-file'))).toBe(sha256(bytes))
      await rm(folder, { recursive: true })
    })

    it('stores nothing of a file that is not there', async () => {
      const gone = path.join(tmpdir(), 'no-such-file')
      await expect(storage.put(signal, 'images/gone', { file: gone })).rejects.toMatchObject({
        code: 'ENOENT',
      })
      expect(await storage.exists(signal, 'images/gone')).toBe(false)
    })

    it('stores nothing as well as something', async () => {
      expect(await storage.put(signal, 'empty', [])).toBe(0)
      expect(await storage.exists(signal, 'empty')).toBe(true)
      expect(await stored('empty')).toHaveLength(0)
    })

    it('keeps the first bytes of a key and calls a second put a success', async () => {
      await storage.put(signal, 'key', [Buffer.from('first')])
      expect(await storage.put(signal, 'key', [Buffer.from('second')])).toBe(6)
      expect((await stored('key')).toString()).toBe('first')
    })

    it('reads a range and tells its length', async () => {
      await storage.put(signal, 'key', [Buffer.from('0123456789')])
      const middle = await storage.get(signal, 'key', { startByte: 2, endByte: 5 })
      expect(middle.sizeBytes).toBe(3)
      expect((await readAll(middle.body)).toString()).toBe('234')
      const beyond = await storage.get(signal, 'key', { startByte: 8, endByte: 99 })
      expect(beyond.sizeBytes).toBe(2)
      expect((await readAll(beyond.body)).toString()).toBe('89')
    })

    it('tells what is missing', async () => {
      expect(await storage.exists(signal, 'nowhere/at-all')).toBe(false)
      await expect(storage.get(signal, 'nowhere/at-all')).rejects.toMatchObject({ code: 'not_found' })
    })

    it('removes, and removing what is gone is a success', async () => {
      await storage.put(signal, 'a/b', [Buffer.from('x')])
      await storage.remove(signal, 'a/b')
      await storage.remove(signal, 'a/b')
      expect(await storage.exists(signal, 'a/b')).toBe(false)
    })

    it('tells how large something is, and what there is under a folder', async () => {
      expect(await storage.sizeOf(signal, 'nowhere')).toBeUndefined()
      expect(await listAll(storage)).toEqual([])
      for (const [key, text] of [
        ['listed/ab/abc', 'four'],
        ['listed/cd/cde', 'three'],
        ['listedtoo/x', '-'],
      ] as const)
        await storage.put(signal, key, [Buffer.from(text)])
      expect(await storage.sizeOf(signal, 'listed/cd/cde')).toBe(5)
      const found = await listAll(storage)
      expect(found.map(({ key, sizeBytes }) => `${key} ${sizeBytes}`).sort()).toEqual([
        'listed/ab/abc 4',
        'listed/cd/cde 5',
      ])
      expect(Math.abs((found[0]?.storedAtMs ?? 0) - Date.now())).toBeLessThan(3_600_000)
    })

    it('keeps nothing of a body that breaks off', async () => {
      async function* broken() {
        yield Buffer.from('half')
        throw new Error('the line broke')
      }
      await expect(storage.put(signal, 'half', broken())).rejects.toThrow('the line broke')
      expect(await storage.exists(signal, 'half')).toBe(false)
    })

    it('keeps nothing when it is cancelled on the way', async () => {
      const controller = new AbortController()
      async function* cancelled() {
        yield Buffer.from('one')
        controller.abort()
        yield Buffer.from('two')
      }
      await expect(storage.put(controller.signal, 'key', cancelled())).rejects.toMatchObject({
        name: 'AbortError',
      })
      expect(await storage.exists(signal, 'key')).toBe(false)
    })

    it('holds the same key written at the same time by several once and whole', async () => {
      const bytes = randomBytes(300_000)
      await Promise.all(Array.from({ length: 8 }, () => storage.put(signal, 'same', inChunks(bytes, 10_000))))
      expect(sha256(await stored('same'))).toBe(sha256(bytes))
    })

    it.each([
      '',
      '/',
      '../up',
      'a/../b',
      'a//b',
      '/etc/passwd',
      'a/.hidden',
      'UPPER',
      'a\\b',
      'a b',
      'a\0b',
      'x'.repeat(201),
    ])('refuses the key %j in every method', async (key) => {
      await expect(storage.put(signal, key, [Buffer.from('x')])).rejects.toThrow(RangeError)
      await expect(storage.get(signal, key)).rejects.toThrow(RangeError)
      await expect(storage.remove(signal, key)).rejects.toThrow(RangeError)
      await expect(storage.exists(signal, key)).rejects.toThrow(RangeError)
    })
  })
}
