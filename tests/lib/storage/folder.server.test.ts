import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolderStorage, tempFolderOf } from '@/lib/storage/folder.server'
import { sweepTemp } from '@/lib/storage/temp-sweep.server'
import { bundleProgram } from '../../support/program'
import { describeStorage } from '../../support/storage-contract'

const signal = new AbortController().signal
const makeFolder = () => mkdtemp(path.join(tmpdir(), 'storage-'))
const open = (folder: string) => createFolderStorage({ folder, freeSpaceFloorBytes: 0 })

describeStorage('a folder', async () => open(await makeFolder()))

describe('a folder', () => {
  it('leaves no temporary file behind, whether a put went well or not', async () => {
    const folder = await makeFolder()
    await open(folder).put(signal, 'a/good', [Buffer.from('x')])
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half')
      throw new Error('broken')
    }
    await open(folder)
      .put(signal, 'a/bad', broken())
      .catch(() => undefined)
    expect(await readdir(tempFolderOf(folder))).toEqual([])
    expect(await readdir(path.join(folder, 'a'))).toEqual(['good'])
  })

  it('shows the key only after the last byte', async () => {
    const folder = await makeFolder()
    const storage = open(folder)
    const seen: boolean[] = []
    async function* watched() {
      yield Buffer.from('one')
      seen.push(await storage.exists(signal, 'key'))
      yield Buffer.from('two')
    }
    await storage.put(signal, 'key', watched())
    seen.push(await storage.exists(signal, 'key'))
    expect(seen).toEqual([false, true])
  })

  it('takes nothing below the free-space floor and does not read the body', async () => {
    const storage = createFolderStorage({
      folder: await makeFolder(),
      freeSpaceFloorBytes: Number.MAX_SAFE_INTEGER,
    })
    let wasRead = false
    async function* body() {
      wasRead = true
      yield Buffer.from('x')
    }
    await expect(storage.put(signal, 'key', body())).rejects.toMatchObject({
      code: 'storage_full',
      status: 507,
    })
    expect(wasRead).toBe(false)
  })

  it('takes what was paid for below the floor too', async () => {
    const folder = await makeFolder()
    const storage = createFolderStorage({ folder, freeSpaceFloorBytes: Number.MAX_SAFE_INTEGER })
    expect(await storage.put(signal, 'results/one/0', [Buffer.from('x')])).toBe(1)
  })

  it.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES'])('calls %s a full storage', async (code) => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('x')
      throw Object.assign(new Error('disk'), { code })
    }
    const put = open(await makeFolder()).put(signal, 'key', failing())
    await expect(put).rejects.toMatchObject({ code: 'storage_full', cause: { code } })
  })

  it('does not follow a link in place of a file', async () => {
    const folder = await makeFolder()
    const outside = path.join(await makeFolder(), 'secret')
    await writeFile(outside, 'secret')
    await symlink(outside, path.join(folder, 'link'))
    expect(await open(folder).exists(signal, 'link')).toBe(false)
    await expect(open(folder).get(signal, 'link')).rejects.toMatchObject({ code: 'not_found' })
    await open(folder).remove(signal, 'link')
    expect(await readFile(outside, 'utf8')).toBe('secret')
  })

  it('does not take a folder or a pipe for a file', async () => {
    const folder = await makeFolder()
    await mkdir(path.join(folder, 'inside'))
    spawnSync('mkfifo', [path.join(folder, 'pipe')])
    for (const key of ['inside', 'pipe'])
      await expect(open(folder).get(signal, key)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('does not read, write or remove through a link in place of a folder', async () => {
    const folder = await makeFolder()
    const outside = await makeFolder()
    await writeFile(path.join(outside, 'secret'), 'secret')
    await mkdir(path.join(folder, 'a'))
    await symlink(outside, path.join(folder, 'a', 'b'))
    const storage = open(folder)
    await expect(storage.put(signal, 'a/b/new', [Buffer.from('x')])).rejects.toMatchObject({
      code: 'internal',
    })
    await expect(storage.get(signal, 'a/b/secret')).rejects.toMatchObject({ code: 'not_found' })
    await storage.remove(signal, 'a/b/secret')
    expect(await readdir(outside)).toEqual(['secret'])
  })

  it('keeps stored files to the owner', async () => {
    const folder = await makeFolder()
    await open(folder).put(signal, 'key', [Buffer.from('x')])
    expect((await stat(path.join(folder, 'key'))).mode & 0o077).toBe(0)
  })

  it('holds nothing but a temporary file after a kill in the middle, and the sweep takes that', async () => {
    const folder = await makeFolder()
    const program = await bundleProgram('tests/support/put-and-die.ts')
    const [, by] = await once(spawn(process.execPath, [program, folder]), 'exit')
    await rm(path.dirname(program), { recursive: true })
    expect(by).toBe('SIGKILL')
    expect(await open(folder).exists(signal, 'images/aa/key')).toBe(false)
    expect(await readdir(tempFolderOf(folder))).toHaveLength(1)
    expect(await sweepTemp(signal, tempFolderOf(folder), { maxAgeMs: 0 })).toBe(1)
    expect(await open(folder).put(signal, 'images/aa/key', [Buffer.from('again')])).toBe(5)
  })
})
