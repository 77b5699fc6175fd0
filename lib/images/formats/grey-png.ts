import type { Mask } from '@/lib/images/raster'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Of a deflated stream's rows, handed over at a time. */
const BAND_ROWS = 256

/** An 8-bit grey PNG, written without a canvas: no colour profile, no alpha and no rounding come between. */
export async function encodeGreyPng({ width, height, data }: Mask): Promise<Blob> {
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, width)
  header.setUint32(4, height)
  // Bit depth 8, colour type grey, then deflate, adaptive filters, not interlaced.
  header.setUint8(8, 8)
  const rows = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (out) => writeRows(out, width, height, data),
  })
  const body = rows.pipeThrough(new CompressionStream('deflate'))
  const deflated = new Uint8Array(await new Response(body).arrayBuffer())
  const parts = [
    chunkOf('IHDR', new Uint8Array(header.buffer)),
    chunkOf('IDAT', deflated),
    chunkOf('IEND', new Uint8Array()),
  ]
  return new Blob([new Uint8Array(SIGNATURE), ...parts], { type: 'image/png' })
}

/** Each row begins with its filter: 0, as it is. */
function writeRows(
  out: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>,
  width: number,
  height: number,
  data: Uint8Array,
): void {
  for (let top = 0; top < height; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, height - top)
    const band = new Uint8Array(rows * (width + 1))
    for (let y = 0; y < rows; y++)
      band.set(data.subarray((top + y) * width, (top + y + 1) * width), y * (width + 1) + 1)
    out.enqueue(band)
  }
  out.close()
}

/** Length, name, content, and the checksum of name and content. */
function chunkOf(name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(content.length + 12)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, content.length)
  chunk.set(new TextEncoder().encode(name), 4)
  chunk.set(content, 8)
  view.setUint32(content.length + 8, checksumOf(chunk.subarray(4, content.length + 8)))
  return chunk
}

/** CRC-32 as PNG wants it (ISO 3309, polynomial 0xedb88320). */
const TABLE = Uint32Array.from({ length: 256 }, (_, value) => {
  let rest = value
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1
  return rest
})

function checksumOf(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255]! ^ (sum >>> 8)
  return ~sum >>> 0
}
