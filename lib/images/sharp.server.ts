import 'server-only'
import sharp, { type Sharp, type SharpOptions } from 'sharp'
import { MAX_PIXELS } from './limits'

// Every decoder that is not needed is one that cannot be attacked. Process-wide, for all users of sharp.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
// Each file is read once or twice, so a cache only holds memory.
sharp.cache(false)

/** Longer work than this is an attack or a stuck decoder; 100 megapixels take about 5 s. */
export const DECODE_TIMEOUT_S = 20

const OPTIONS: SharpOptions = {
  limitInputPixels: MAX_PIXELS,
  limitInputChannels: 5,
  failOn: 'error',
  pages: 1,
  sequentialRead: true,
}

/** The one configured sharp: PNG, JPEG and WebP only, 100 megapixels, first frame, no broken data, 20 seconds. */
export function openImage(input: Buffer | Uint8Array | string): Sharp {
  return sharp(input, OPTIONS).timeout({ seconds: DECODE_TIMEOUT_S })
}

/** Pixels of our own as a sharp. */
export function openPixels(
  data: Uint8Array | Uint16Array,
  size: { width: number; height: number; channels: 1 | 2 | 3 | 4 },
): Sharp {
  return sharp(data, { raw: size, limitInputPixels: MAX_PIXELS })
}
