import type { ImageFormat } from '@/lib/images/record'

/** How many bytes `sniffFormat` looks at. */
export const SIGNATURE_BYTES = 12

/**
 * The format that the first bytes claim. Names and MIME types are never asked: they come from whoever sent the file.
 * Whether the claim holds is for a full decode to say.
 */
export function sniffFormat(head: Uint8Array): ImageFormat | undefined {
  if (startsWith(head, 0, PNG)) return 'png'
  if (startsWith(head, 0, JPEG)) return 'jpeg'
  if (startsWith(head, 0, ascii('RIFF')) && startsWith(head, 8, ascii('WEBP'))) return 'webp'
  return undefined
}

/** What to say about a file of another kind that people often have, or undefined when it is none of them. */
export function adviseOn(head: Uint8Array): string | undefined {
  return ADVICE.find(({ at, signatures }) => signatures.some((each) => startsWith(head, at, ascii(each))))
    ?.advice
}

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]

const ADVICE = [
  {
    at: 4,
    signatures: ['ftypheic', 'ftypheix', 'ftyphevc', 'ftypmif1', 'ftypmsf1'],
    advice:
      'This is a HEIC photo. Save it as JPEG (on an iPhone: Camera, Formats, Most Compatible) and add it again.',
  },
  {
    at: 4,
    signatures: ['ftypavif', 'ftypavis'],
    advice: 'This is an AVIF image. Save it as PNG, JPEG or WebP.',
  },
  {
    at: 0,
    signatures: ['GIF8'],
    advice: 'This is a GIF. Save the frame that you want as PNG and add it again.',
  },
  { at: 0, signatures: ['II*\0', 'MM\0*'], advice: 'This is a TIFF or raw photo. Save it as PNG or JPEG.' },
  {
    at: 0,
    signatures: ['<svg', '<?xml'],
    advice: 'This is a drawing, not a photo. Save it as PNG and add it again.',
  },
  { at: 0, signatures: ['%PDF'], advice: 'This is a PDF. Save the page as PNG or JPEG and add it again.' },
]

function startsWith(bytes: Uint8Array, at: number, signature: readonly number[]): boolean {
  return signature.every((value, index) => bytes[at + index] === value)
}
