import 'server-only'
import { readFile, writeFile } from 'node:fs/promises'
import type { Raster } from '@/lib/images/raster'

/** Width, height and channels, 32 bits each, the lowest byte first. */
const HEAD_BYTES = 12

const placeOf = (file: string) => `${file}.pixels`

/** Lays decoded pixels down beside their file, where any process finds them: quicker than decoding the file again. */
export async function keepPixels(file: string, { width, height, channels, data }: Raster): Promise<void> {
  const head = Buffer.alloc(HEAD_BYTES)
  ;[width, height, channels].forEach((value, index) => {
    head.writeUInt32LE(value, 4 * index)
  })
  await writeFile(placeOf(file), [head, data])
}

/** The pixels that were laid down beside a file; undefined when there are none, or not all of them. */
export async function findPixels(file: string): Promise<Raster | undefined> {
  const bytes = await readFile(placeOf(file)).catch(() => undefined)
  if (!bytes || bytes.length < HEAD_BYTES) return undefined
  const [width, height, channels] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8)]
  const data = bytes.subarray(HEAD_BYTES)
  const isWhole = isChannels(channels) && data.length === width * height * channels
  return isWhole ? { width, height, channels, data } : undefined
}

const isChannels = (count: number): count is Raster['channels'] => count >= 1 && count <= 4
