import sharp from 'sharp'
import { expect, it } from 'vitest'
import { encodeGreyPng } from '@/lib/images/formats/grey-png'

it('is read back as it was, as 8-bit grey', async () => {
  const [width, height] = [37, 600]
  const data = Uint8Array.from({ length: width * height }, (_, at) => (at * 7919) % 256)
  const file = Buffer.from(await (await encodeGreyPng({ width, height, data })).arrayBuffer())
  const image = sharp(file)
  expect(await image.metadata()).toMatchObject({ format: 'png', width, height, channels: 1, depth: 'uchar' })
  const read = await sharp(file).toColourspace('b-w').raw().toBuffer()
  expect(new Uint8Array(read)).toEqual(data)
})
