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
  await put('old-job', TEMP_MAX_AGE_MS + 1)
  await put('new', TEMP_MAX_AGE_MS - 1_000)
  expect(await sweepTemp(signal, folder, { nowMs })).toBe(2)
  expect(await readdir(folder)).toEqual(['new'])
})

it('has nothing to do where there is no folder', async () => {
  expect(await sweepTemp(signal, path.join(tmpdir(), 'never-made'))).toBe(0)
})
