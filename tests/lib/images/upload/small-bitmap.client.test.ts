import { afterEach, describe, expect, it, vi } from 'vitest'
import { decodeSmall } from '@/lib/images/upload/small-bitmap.client'

const jpeg = new Blob(['bytes'], { type: 'image/jpeg' })
const png = new Blob(['bytes'], { type: 'image/png' })

/** A browser of a kind, and what it was asked. */
function standIn({ hasDecoder = true, turnsFrames = true, fails = false }) {
  const seen: unknown[] = []
  const frame = { close: () => seen.push('frame closed') }
  class ImageDecoder {
    constructor({ desiredWidth, desiredHeight }: ImageDecoderInit) {
      seen.push(`decoder ${desiredWidth} x ${desiredHeight}`)
    }
    decode = async () => {
      if (fails) throw new Error('damaged')
      return { image: frame }
    }
    close = () => seen.push('decoder closed')
  }
  class VideoFrame {}
  if (turnsFrames) Object.assign(VideoFrame.prototype, { rotation: 0 })
  vi.stubGlobal('VideoFrame', VideoFrame)
  vi.stubGlobal('self', hasDecoder ? { ImageDecoder } : {})
  vi.stubGlobal('ImageDecoder', ImageDecoder)
  const createImageBitmap = vi.fn(async () => ({ width: 320, height: 214 }))
  vi.stubGlobal('createImageBitmap', createImageBitmap)
  return { seen, frame, createImageBitmap }
}
afterEach(() => vi.unstubAllGlobals())

describe('a JPEG', () => {
  it('is decoded near the size that is wanted, and what was made on the way is given back', async () => {
    const { seen, frame, createImageBitmap } = standIn({})
    expect(await decodeSmall(jpeg, 320)).toEqual({ width: 320, height: 214 })
    expect(seen).toEqual(['decoder 640 x 640', 'frame closed', 'decoder closed'])
    expect(createImageBitmap).toHaveBeenCalledWith(frame, expect.objectContaining({ resizeWidth: 320 }))
  })

  it('gives its decoder back also when it is damaged', async () => {
    const { seen } = standIn({ fails: true })
    await expect(decodeSmall(jpeg, 320)).rejects.toThrow('damaged')
    expect(seen).toContain('decoder closed')
  })

  it.each([{ hasDecoder: false }, { turnsFrames: false }])(
    'is decoded whole where the browser cannot do better: %o',
    async (browser) => {
      const { seen, createImageBitmap } = standIn(browser)
      await decodeSmall(jpeg, 320)
      expect(seen).toEqual([])
      expect(createImageBitmap).toHaveBeenCalledWith(
        jpeg,
        expect.objectContaining({ resizeWidth: 320, imageOrientation: 'from-image' }),
      )
    },
  )
})

it('other forms are decoded whole', async () => {
  const { seen, createImageBitmap } = standIn({})
  await decodeSmall(png, 320)
  expect(seen).toEqual([])
  expect(createImageBitmap).toHaveBeenCalledWith(png, expect.anything())
})
