/** Decodes one sRGB sample. Both sides are 0–1. IEC 61966-2-1. */
export const toLinear = (encoded: number): number =>
  encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4

/** Encodes one sample of linear light as sRGB. Both sides are 0–1. IEC 61966-2-1. */
export const toEncoded = (linear: number): number =>
  linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055

/** Linear light 0–1 of each 8-bit sRGB sample. */
export const LINEAR_OF_BYTE = Float32Array.from({ length: 256 }, (_, byte) => toLinear(byte / 255))

// The steepest part of the curve rises 12.92 × 255 bytes per unit: 16384 steps keep that under a fifth of a byte.
const STEPS = 16_384
const BYTE_OF_LINEAR = Uint8Array.from({ length: STEPS + 1 }, (_, step) =>
  Math.round(255 * toEncoded(step / STEPS)),
)

/** The 8-bit sRGB sample nearest to a value of linear light; values outside 0–1 are clamped. */
export const toByte = (linear: number): number =>
  linear <= 0 ? 0 : linear >= 1 ? 255 : BYTE_OF_LINEAR[(linear * STEPS + 0.5) | 0]!

/** Relative luminance of linear sRGB (Rec. 709 primaries). */
export const luminanceOf = (red: number, green: number, blue: number): number =>
  0.2126 * red + 0.7152 * green + 0.0722 * blue
