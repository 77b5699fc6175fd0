import 'server-only'
import { createHash } from 'node:crypto'
import type { Mask } from '@/lib/images/raster'
import type { Pixels } from './plane'

/**
 * The proof that an area was kept: SHA-256 in hex over width, height, channels, bits and the mask's kept pixels, then
 * all samples where the mask is 0, in rows from the top (16-bit samples with their low byte first). The original and a
 * composite of it have the same hash exactly when no sample outside the mask differs.
 */
export function keptHash(pixels: Pixels, mask: Mask): string {
  const { width, height, channels, data } = pixels
  const bytesPerPixel = channels * data.BYTES_PER_ELEMENT
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const hash = createHash('sha256')
  hash.update(`${width} ${height} ${channels} ${8 * data.BYTES_PER_ELEMENT}\n`)
  for (let from = 0; from < mask.data.length; ) {
    while (from < mask.data.length && mask.data[from] !== 0) from++
    let to = from
    while (to < mask.data.length && mask.data[to] === 0) to++
    if (to > from)
      hash.update(`${from} ${to}\n`).update(bytes.subarray(from * bytesPerPixel, to * bytesPerPixel))
    from = to
  }
  return hash.digest('hex')
}
