import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { Box, RgbaRaster, Size } from '@/lib/images/raster'
import type { CocoLabel } from './coco'

/** Something that the detector names; the box in pixels of the working size. */
export type Detection = { label: CocoLabel; score: number; box: Box }

/** A detection this sure says what stands there. */
export const TELLING_SCORE = 0.3

export type Point = { x: number; y: number }

/**
 * What is pointed at, in pixels of the working size. `outside` are points that do not belong to it; `like` is a level
 * that is to be seen more exactly.
 */
export type Prompt = {
  points?: readonly Point[]
  outside?: readonly Point[]
  box?: Box
  like?: Level['logits']
}

/** A mask 0–1 at the working size; `quality` is the model's own guess of its overlap with the truth. */
export type Segment = { mask: Plane; quality: number }

/** A small preview of a mask, quick enough to try hundreds of points. */
export type Sketch = { mask: Plane; quality: number; stability: number }

/** One of several meanings of a point, at the working size; `logits` is what the model itself calls it by. */
export type Level = Sketch & { logits: Float32Array }

/** A face: outlines of its parts in pixels of the working size, and each iris as a circle. */
export type Face = {
  score: number
  box: Box
  oval: Point[]
  lips: Point[]
  mouth: Point[]
  brows: Point[][]
  eyes: { outline: Point[]; centre: Point; radius: number }[]
}

export type Subject = {
  mask: Plane
  /** What carries it, such as the stem of a flower: it goes with the subject, but is not what its name means. */
  foot?: Plane
  /** How far two models agree on it, 0–1; under 0.7 neither can be trusted. */
  agreement: number
}

/**
 * What can be seen in one picture. Everything is found once and kept; all masks and places are at the working size,
 * whose longer side has at most 1024 px.
 */
export type Scene = {
  size: Size
  /** The picture at the working size. */
  work: RgbaRaster
  subject(signal: AbortSignal): Promise<Subject | undefined>
  objects(signal: AbortSignal): Promise<readonly Detection[]>
  /** One of the objects exactly to its edge; undefined where that is not sure. */
  exact(signal: AbortSignal, object: Detection): Promise<Plane | undefined>
  faces(signal: AbortSignal): Promise<readonly Face[]>
  /** How likely each pixel lies in the core of a line of writing, 0–1. */
  writing(signal: AbortSignal): Promise<Plane>
  segment(signal: AbortSignal, prompt: Prompt): Promise<Segment>
  sketch(signal: AbortSignal, point: Point): Promise<Sketch>
  levels(signal: AbortSignal, point: Point): Promise<readonly Level[]>
}

export const MAX_WORK_SIDE_PX = 1024

/** A target at the working size. */
export type Found = {
  mask: Plane
  notes: readonly string[]
  /** How far the picture's own edges may move that of the mask, in working pixels; 0 = it lies where it should. */
  edgePx?: number
}
