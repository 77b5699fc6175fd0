import { readdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { samples } from '@/lib/images/samples'

const folder = path.join(process.cwd(), 'public/samples')

test.each(samples)(
  '$file lies in the public folder and has the size that is written here',
  async (sample) => {
    const { width, height } = await sharp(path.join(folder, sample.file)).metadata()
    expect({ width, height }).toEqual({ width: sample.width, height: sample.height })
    expect(sample.credit).not.toBe('')
    expect(sample.licence).not.toBe('')
  },
)

test('every photo in the folder is described, once', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jpg'))
  expect(samples.map((sample) => sample.file).sort()).toEqual(files.sort())
  expect(new Set(samples.map((sample) => sample.id)).size).toBe(samples.length)
})
