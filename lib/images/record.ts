import * as z from 'zod'

export const imageFormatSchema = z.enum(['png', 'jpeg', 'webp'])
export type ImageFormat = z.infer<typeof imageFormatSchema>

/** SHA-256 of the stored bytes in lower-case hex. */
export const imageIdSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** What a full decode tells about a file. */
export const imageFactsSchema = z.object({
  /** Upright: as seen after the EXIF orientation is applied. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  format: imageFormatSchema,
  hasAlpha: z.boolean(),
  /** Bits of one sample as stored: 1, 2, 4, 8 or 16. */
  bitDepth: z.number().int().positive(),
  /** The embedded profile's name, or the plain space: `sRGB`, `Grey`, `CMYK`. */
  colourSpace: z.string().min(1).max(100),
  /** EXIF orientation of the stored bytes; 1 = stored upright. */
  orientation: z.number().int().min(1).max(8),
  /** The file holds more frames; only the first one is used and the user is told. */
  animated: z.boolean(),
})
export type ImageFacts = z.infer<typeof imageFactsSchema>

/** One picture: immutable bytes, known by their hash across the instance. */
export const imageRecordSchema = imageFactsSchema.extend({
  id: imageIdSchema,
  bytes: z.number().int().positive(),
})
export type ImageRecord = z.infer<typeof imageRecordSchema>

/** Small copies for the screen: WebP, upright, sRGB, without metadata, never larger than the image itself. */
export const renditionKindSchema = z.enum(['thumb', 'preview'])
export type RenditionKind = z.infer<typeof renditionKindSchema>
export type Renditions = Record<RenditionKind, Uint8Array>

/** Where the bytes of an image are stored, exactly as they came. */
export const imageKey = (id: string): string => `images/${id.slice(0, 2)}/${id}`

export const renditionKey = (id: string, kind: RenditionKind): string => `renditions/${id}/${kind}.webp`
