import 'server-only'
import { AppError } from '@/lib/errors'
import type { ImageFormat } from '@/lib/images/record'
import type { Part } from './header'
import { walkJpeg } from './jpeg-segments'
import { pngChunkOf, readPngText, walkPng } from './png-chunks.server'
import { readWebpHeader, walkWebp } from './webp-chunks'
import { riffOf, webpChunkOf } from './webp-file.server'
import { addToXmp, toXmp } from './xmp'

const JPEG_LABEL = 'http://ns.adobe.com/xap/1.0/\0'
const JPEG_SEGMENT_MAX_BYTES = 65_533
const PNG_LABEL = 'XML:com.adobe.xmp\0'
const PNG_SIGNATURE_BYTES = 8
/** The standard asks for iTXt; some programs, libvips among them, write XMP compressed. */
const PNG_TEXTS = new Set(['iTXt', 'zTXt', 'tEXt'])
const FLAG = { xmp: 0b0000_0100, alpha: 0b0001_0000 }

/**
 * Puts the text of a recipe into a file as XMP without touching its coded pixels (XMP specification, part 3), beside
 * what the file's own packet says. A JPEG that cannot hold both in one packet is left with two, ours first.
 * @throws AppError `setting_out_of_range` when a JPEG cannot hold so long a text
 */
export function withRecipe(bytes: Buffer, format: ImageFormat, recipe: string): Buffer {
  return INSERTERS[format](bytes, recipe)
}

const INSERTERS: Record<ImageFormat, (bytes: Buffer, recipe: string) => Buffer> = {
  png(bytes, recipe) {
    const parts = [...walkPng(bytes)]
    const isXmp = (part: Part) => PNG_TEXTS.has(part.kind) && startsWith(bytes, part, PNG_LABEL)
    const own = parts.find(isXmp)
    const header = Buffer.from(`${PNG_LABEL}\0\0\0\0`, 'latin1')
    const packet = packetWith(recipe, own && readPngText(bytes, own))
    const chunk = pngChunkOf('iTXt', Buffer.concat([header, packet]))
    const [head, ...others] = parts
      .filter((part) => !isXmp(part))
      .map(({ from, to }) => bytes.subarray(from, to))
    return Buffer.concat([bytes.subarray(0, PNG_SIGNATURE_BYTES), head!, chunk, ...others])
  },
  jpeg(bytes, recipe) {
    const own = [...walkJpeg(bytes)].find((part) => part.kind === 'e1' && startsWith(bytes, part, JPEG_LABEL))
    const both = own && packetWith(recipe, bytes.subarray(own.start + JPEG_LABEL.length, own.end))
    const isOne = both !== undefined && both.length + JPEG_LABEL.length <= JPEG_SEGMENT_MAX_BYTES
    const segment = jpegSegmentOf(isOne ? both : packetWith(recipe))
    const others = isOne ? [bytes.subarray(2, own!.from), bytes.subarray(own!.to)] : [bytes.subarray(2)]
    return Buffer.concat([bytes.subarray(0, 2), segment, ...others])
  },
  webp(bytes, recipe) {
    const chunks = [...walkWebp(bytes)]
    const own = chunks.find(({ kind }) => kind === 'XMP ')
    const kept = chunks.filter(({ kind }) => kind !== 'VP8X' && kind !== 'XMP ')
    const parts = kept.map(({ from, to }) => bytes.subarray(from, to))
    const extended = chunks.find(({ kind }) => kind === 'VP8X')
    const canvas = extended ? Buffer.from(bytes.subarray(extended.start, extended.end)) : canvasOf(bytes)
    canvas[0] = (canvas[0] ?? 0) | FLAG.xmp
    const packet = packetWith(recipe, own && bytes.subarray(own.start, own.end))
    return riffOf([webpChunkOf('VP8X', canvas), ...parts, webpChunkOf('XMP ', packet)])
  },
}

const startsWith = (bytes: Buffer, { start }: Part, label: string): boolean =>
  bytes.toString('latin1', start, start + label.length) === label

/**
 * Byte for byte: what is not UTF-8 in a packet stays as it is, too.
 * @param own the packet that the file has; one that nobody could read gives way
 */
function packetWith(recipe: string, own?: Uint8Array): Buffer {
  const added = own && addToXmp(Buffer.from(own).toString('latin1'), Buffer.from(recipe).toString('latin1'))
  return added === undefined ? Buffer.from(toXmp(recipe)) : Buffer.from(added, 'latin1')
}

function jpegSegmentOf(packet: Buffer): Buffer {
  const payload = Buffer.concat([Buffer.from(JPEG_LABEL, 'latin1'), packet])
  if (payload.length > JPEG_SEGMENT_MAX_BYTES)
    throw new AppError('setting_out_of_range', 'This recipe is too long for a JPEG. Choose PNG or WebP.')
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([head, payload])
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
