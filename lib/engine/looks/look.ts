import type { EngineContext } from '@/lib/engine/operation'
import type { RgbaRaster } from '@/lib/images/raster'

/** A mood for the whole picture, made of tone, colour and sometimes grain. */
export type Look = {
  say: readonly string[]
  /** Names that may have a number of their own: "Portra 400". */
  named?: readonly string[]
  examples: readonly string[]
  /** As it follows "give the picture ". */
  name: string
  apply: Apply
  /** What it means for a sky, which has no light of its own to fall on. */
  ofSky?: { name: string; apply: Apply }
}

type Apply = (
  signal: AbortSignal,
  raster: RgbaRaster,
  strength: number,
  context: EngineContext,
) => Promise<RgbaRaster>
