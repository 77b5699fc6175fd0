import type { ImageFacts, ImageFormat } from '@/lib/images/record'

/** How a full-size copy is made. The same file and the same options give the same bytes. */
export type ExportOptions = {
  format: ImageFormat
  /** `none` drops place, camera, author and the rest; `keep` takes along what the stored file carries. */
  metadata: 'none' | 'keep'
  /** Of JPEG and WebP, 1 to 100: the picture is coded anew, also in its own format. */
  quality?: number
  /** Text that travels inside the file (as XMP), such as the recipe of an edit in JSON. */
  recipe?: string
  /** In the stored format the coded pixels are passed on in their own colour space: no sample may change. */
  isExact?: boolean
}

/**
 * Whoever reads foreign image bytes: a child process (`createDecoder`), which does it with `createInlineDecoder`.
 * Files in, files out: no pixels cross over.
 * Every method throws AppError: `corrupt_image`, `unsupported_format`, `too_many_pixels`, `metadata_too_large`.
 */
export type Decoder = {
  /** Makes ready for work that is about to come, so that it does not wait for a start. Never throws. */
  warmUp(): Promise<void>
  /** Decodes the whole first frame; succeeds only when nothing in it is broken. */
  inspect(signal: AbortSignal, path: string): Promise<ImageFacts>
  /** Writes both small copies as WebP files. */
  renditions(
    signal: AbortSignal,
    paths: { path: string; thumbPath: string; previewPath: string },
  ): Promise<void>
  /** Writes a full-size copy: upright, sRGB. */
  exportImage(
    signal: AbortSignal,
    paths: { path: string; outPath: string },
    options: ExportOptions,
  ): Promise<void>
  close(): Promise<void>
}

/** Files of a composite, by path. */
export type ProofFiles = { original: string; image: string; mask: string }
export type ProofOfFiles = { holds: boolean; originalHash: string; imageHash: string }

/** Whoever reads a composite again with the original and the mask, where foreign bytes are read. Throws as `Decoder`. */
export type Prover = { prove(signal: AbortSignal, files: ProofFiles): Promise<ProofOfFiles> }
