import 'server-only'
import { AppError } from '@/lib/errors'
import { pngChunkOf } from './png-chunks.server'
import type { ImageFormat } from './record'
import { readWebpHeader, walkWebp } from './webp-chunks'
import { riffOf, webpChunkOf } from './webp-file.server'

const JPEG_LABEL = 'http://ns.adobe.com/xap/1.0/\0'
const JPEG_SEGMENT_MAX_BYTES = 65_533
const PNG_HEADER_END = 33
const FLAG = { xmp: 0b0000_0100, alpha: 0b0001_0000 }

/**
 * Puts an XMP packet into a file without touching its coded pixels (XMP specification, part 3).
 * A file that has one already is left with both; ours comes first.
 * @throws AppError `setting_out_of_range` when a JPEG cannot hold so long a packet
 */
export function withXmp(bytes: Buffer, format: ImageFormat, packet: string): Buffer {
  return INSERTERS[format](bytes, Buffer.from(packet, 'utf8'))
}

const INSERTERS: Record<ImageFormat, (bytes: Buffer, packet: Buffer) => Buffer> = {
  png(bytes, packet) {
    const chunk = pngChunkOf(
      'iTXt',
      Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), packet]),
    )
    return Buffer.concat([bytes.subarray(0, PNG_HEADER_END), chunk, bytes.subarray(PNG_HEADER_END)])
  },
  jpeg(bytes, packet) {
    const payload = Buffer.concat([Buffer.from(JPEG_LABEL, 'latin1'), packet])
    if (payload.length > JPEG_SEGMENT_MAX_BYTES) {
      throw new AppError('setting_out_of_range', 'This recipe is too long for a JPEG. Choose PNG or WebP.')
    }
    const head = Buffer.from([0xff, 0xe1, 0, 0])
    head.writeUInt16BE(payload.length + 2, 2)
    return Buffer.concat([bytes.subarray(0, 2), head, payload, bytes.subarray(2)])
  },
  webp(bytes, packet) {
    const chunks = [...walkWebp(bytes)]
    const parts = chunks.filter(({ kind }) => kind !== 'VP8X').map(({ from, to }) => bytes.subarray(from, to))
    const extended = chunks.find(({ kind }) => kind === 'VP8X')
    const canvas = extended ? Buffer.from(bytes.subarray(extended.start, extended.end)) : canvasOf(bytes)
    canvas[0] = (canvas[0] ?? 0) | FLAG.xmp
    return riffOf([webpChunkOf('VP8X', canvas), ...parts, webpChunkOf('XMP ', packet)])
  },
}

/** The extended header that a simple WebP lacks. Only a lossless frame can be transparent without one. */
function canvasOf(bytes: Buffer): Buffer {
  const { width, height } = readWebpHeader(bytes)
  const frame = [...walkWebp(bytes)].find(({ kind }) => kind === 'VP8L')
  const isTransparent = frame !== undefined && ((bytes[frame.start + 4] ?? 0) & 0b0001_0000) !== 0
  const canvas = Buffer.alloc(10)
  canvas[0] = isTransparent ? FLAG.alpha : 0
  canvas.writeUIntLE(width - 1, 4, 3)
  canvas.writeUIntLE(height - 1, 7, 3)
  return canvas
}
