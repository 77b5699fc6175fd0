import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { sweepTemp, TEMP_MAX_AGE_MS } from '@/lib/storage/temp-sweep.server'

const signal = new AbortController().signal

it('removes what is older than an hour, folders too, and leaves the rest', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sweep-'))
  const nowMs = 1_800_000_000_000
  const put = async (name: string, ageMs: number) => {
    const time = (nowMs - ageMs) / 1000
    await utimes(path.join(folder, name), time, time)
  }
  await writeFile(path.join(folder, 'old'), 'x')
  await writeFile(path.join(folder, 'new'), 'x')
  await mkdir(path.join(folder, 'old-job'))
  await writeFile(path.join(folder, 'old-job', 'thumb'), 'x')
  await put('old', TEMP_MAX_AGE_MS)
  await put('old-job/thumb', TEMP_MAX_AGE_MS + 1)
  await put('old-job', TEMP_MAX_AGE_MS + 1)
  await put('new', TEMP_MAX_AGE_MS - 1_000)
  expect(await sweepTemp(signal, folder, { nowMs })).toBe(2)
  expect(await readdir(folder)).toEqual(['new'])
})

it('leaves a folder in which a file still grows, however long ago it was begun', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sweep-'))
  const begun = Date.now() / 1000 - 10 * TEMP_MAX_AGE_MS
  await mkdir(path.join(folder, 'upload'))
  await writeFile(path.join(folder, 'upload', 'archive.zip'), 'x')
  await utimes(path.join(folder, 'upload'), begun, begun)
  expect(await sweepTemp(signal, folder)).toBe(0)
})

it('goes on when an entry is gone before it is looked at', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sweep-'))
  for (const name of ['a', 'b', 'c']) await writeFile(path.join(folder, name), 'x')
  const others = { throwIfAborted: () => rmSync(path.join(folder, 'b'), { force: true }) } as AbortSignal
  expect(await sweepTemp(others, folder, { maxAgeMs: 0, nowMs: Date.now() + 1_000 })).toBe(2)
})

it('has nothing to do where there is no folder', async () => {
  expect(await sweepTemp(signal, path.join(tmpdir(), 'never-made'))).toBe(0)
})
