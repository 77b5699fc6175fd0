import 'server-only'
import { AppError } from '@/lib/errors'
import type { Part } from './header'
import { pngChunkOf, walkPng } from './png-chunks.server'
import type { ImageFormat } from './record'
import { readWebpHeader, walkWebp } from './webp-chunks'
import { riffOf, webpChunkOf } from './webp-file.server'

const JPEG_LABEL = 'http://ns.adobe.com/xap/1.0/\0'
const JPEG_SEGMENT_MAX_BYTES = 65_533
const PNG_LABEL = 'XML:com.adobe.xmp\0'
const PNG_SIGNATURE_BYTES = 8
/** The standard asks for iTXt; some programs, libvips among them, write XMP compressed. */
const PNG_TEXTS = new Set(['iTXt', 'zTXt', 'tEXt'])
const FLAG = { xmp: 0b0000_0100, alpha: 0b0001_0000 }

/**
 * Puts an XMP packet into a file without touching its coded pixels (XMP specification, part 3).
 * Ours takes the place of one that is there: PNG and WebP hold one alone; a JPEG is left with both, ours first.
 * @throws AppError `setting_out_of_range` when a JPEG cannot hold so long a packet
 */
export function withXmp(bytes: Buffer, format: ImageFormat, packet: string): Buffer {
  return INSERTERS[format](bytes, Buffer.from(packet, 'utf8'))
}

const INSERTERS: Record<ImageFormat, (bytes: Buffer, packet: Buffer) => Buffer> = {
  png(bytes, packet) {
    const header = Buffer.from(`${PNG_LABEL}\0\0\0\0`, 'latin1')
    const chunk = pngChunkOf('iTXt', Buffer.concat([header, packet]))
    const isOther = ({ kind, start }: Part) =>
      !PNG_TEXTS.has(kind) || bytes.toString('latin1', start, start + PNG_LABEL.length) !== PNG_LABEL
    const [head, ...parts] = [...walkPng(bytes)]
      .filter(isOther)
      .map(({ from, to }) => bytes.subarray(from, to))
    return Buffer.concat([bytes.subarray(0, PNG_SIGNATURE_BYTES), head!, chunk, ...parts])
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
    const kept = chunks.filter(({ kind }) => kind !== 'VP8X' && kind !== 'XMP ')
    const parts = kept.map(({ from, to }) => bytes.subarray(from, to))
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
