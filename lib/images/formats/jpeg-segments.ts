import { checkHeader, corrupt, createMetadataMeter, type Header, type Part } from './header'

const MARKER = { soi: 0xd8, eoi: 0xd9, sos: 0xda, dht: 0xc4, jpg: 0xc8, dac: 0xcc, com: 0xfe }
/** Camera and web encoders write up to about 20; each scan costs a pass over all pixels. */
const MAX_SCANS = 200

/**
 * The segments of a JPEG in order; `kind` is the marker in hex ("e1"), "scan" is coded data between markers.
 * What follows EOI is not visited.
 * @throws AppError `corrupt_image` when the chain breaks.
 */
export function* walkJpeg(bytes: Uint8Array): Generator<Part> {
  let from = 2
  while (from < bytes.length) {
    const marker = bytes[from + 1]
    if (bytes[from] !== 0xff || marker === undefined) throw corrupt('a JPEG marker is missing')
    if (marker === 0xff) {
      from += 1
      continue
    }
    if (marker === MARKER.eoi) return
    const to = from + 2 + (((bytes[from + 2] ?? 0) << 8) | (bytes[from + 3] ?? 0))
    if (to > bytes.length || to < from + 4) throw corrupt('a JPEG segment is longer than the file')
    yield { kind: marker.toString(16), from, start: from + 4, end: to, to }
    from = to
    if (marker !== MARKER.sos) continue
    from = endOfScan(bytes, to)
    yield { kind: 'scan', from: to, start: to, end: from, to: from }
  }
}

/** Coded data ends at the first marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    const isData = next === 0 || next === 0xff || (next !== undefined && next >= 0xd0 && next <= 0xd7)
    if (!isData) return at
  }
  return bytes.length
}

/** SOF0 … SOF15, which hold the size; three codes in that row mean something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== MARKER.dht && marker !== MARKER.jpg && marker !== MARKER.dac

export const isMetadataSegment = (kind: string): boolean =>
  /^e[0-9a-f]$/.test(kind) || kind === MARKER.com.toString(16)

/** @throws AppError `corrupt_image`, `too_many_pixels`, `metadata_too_large` */
export function readJpegHeader(bytes: Uint8Array): Header {
  const addMetadata = createMetadataMeter()
  let header: Header | undefined
  let scans = 0
  for (const part of walkJpeg(bytes)) {
    if (isMetadataSegment(part.kind)) addMetadata(part.end - part.start)
    else if (part.kind === 'scan') scans += 1
    else if (isFrame(Number.parseInt(part.kind, 16))) header = readFrame(bytes, part)
    if (scans > MAX_SCANS) throw corrupt('too many scans')
  }
  if (!header) throw corrupt('no frame')
  return header
}

function readFrame(bytes: Uint8Array, part: Part): Header {
  if (part.end - part.start < 6) throw corrupt('a short frame header')
  const view = new DataView(bytes.buffer, bytes.byteOffset + part.start, 6)
  const [height, width] = [view.getUint16(1), view.getUint16(3)]
  return checkHeader({ width, height, bitDepth: view.getUint8(0), animated: false })
}
