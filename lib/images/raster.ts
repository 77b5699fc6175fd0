/**
 * Pixels in memory: rows from the top, samples interleaved, straight alpha, sRGB unless said otherwise.
 * `data.length === width * height * channels`. 8-bit samples are 0–255, 16-bit samples 0–65535.
 */
export type Raster<Samples extends Uint8Array | Uint16Array = Uint8Array> = {
  width: number
  height: number
  channels: 1 | 2 | 3 | 4
  data: Samples
}

/** 8-bit RGBA, the form that the local engine works on. */
export type RgbaRaster = Raster & { channels: 4 }

/** One 8-bit value for each pixel: 0 = outside, 255 = inside, between = feather. */
export type Mask = { width: number; height: number; data: Uint8Array }

/** A rectangle in pixels from the top-left corner. */
export type Box = { x: number; y: number; width: number; height: number }

export type Size = { width: number; height: number }
