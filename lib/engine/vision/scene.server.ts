import 'server-only'
import { createHash } from 'node:crypto'
import type { RgbaRaster } from '@/lib/images/raster'
import { enlargeRaster } from './enlarge.server'
import { findExactThing } from './exact-thing'
import { findFaces } from './faces.server'
import { findObjects } from './objects.server'
import { once, onceFor } from './once'
import { resampleRaster } from './pictures.server'
import { createRuntime } from './runtime.server'
import { embedPicture, levelsAt, segmentAt, sketchAt } from './segments.server'
import { findSubject } from './subject'
import { findSalient } from './subject.server'
import { type Detection, MAX_WORK_SIDE_PX, type Scene } from './vision'
import { findWriting } from './writing.server'

/** Pictures whose masks are kept: what is edited now, and what was edited before. */
const MOST_SCENES = 2
/** Exact masks that are kept of each: of 4 MB at most. Whoever clicks about in a street asks for dozens. */
const MOST_EXACT = 8

const runtime = createRuntime()
const scenes = new Map<string, Promise<Scene>>()

async function shrink(raster: RgbaRaster): Promise<RgbaRaster> {
  const factor = Math.min(1, MAX_WORK_SIDE_PX / Math.max(raster.width, raster.height))
  const size = {
    width: Math.max(1, Math.round(raster.width * factor)),
    height: Math.max(1, Math.round(raster.height * factor)),
  }
  return resampleRaster(raster, size)
}

async function createScene(raster: RgbaRaster): Promise<Scene> {
  const work = await shrink(raster)
  const embed = once((signal) => embedPicture(signal, runtime, work))
  const scene: Scene = {
    size: { width: work.width, height: work.height },
    work,
    subject: once(async (signal) => findSubject(signal, scene, await findSalient(signal, runtime, work))),
    objects: once((signal) => findObjects(signal, runtime, work)),
    exact: onceFor(MOST_EXACT, (signal, object: Detection) => findExactThing(signal, scene, object)),
    faces: once((signal) => findFaces(signal, runtime, work)),
    writing: once((signal) => findWriting(signal, runtime, work)),
    segment: async (signal, prompt) => segmentAt(signal, runtime, await embed(signal), prompt),
    sketch: async (signal, point) => sketchAt(signal, runtime, await embed(signal), { points: [point] }),
    levels: async (signal, point) => levelsAt(signal, runtime, await embed(signal), point),
  }
  return scene
}

/** What can be seen in a picture; the same picture is not looked at twice. */
export function lookAt(raster: RgbaRaster): Promise<Scene> {
  const key = createHash('sha1').update(raster.data).update(`${raster.width}`).digest('hex')
  const scene = scenes.get(key) ?? createScene(raster)
  scenes.delete(key)
  scenes.set(key, scene)
  for (const oldest of [...scenes.keys()].slice(0, -MOST_SCENES)) scenes.delete(oldest)
  return scene
}

/** The picture 2 or 4 times as large. */
export const enlarge = (signal: AbortSignal, raster: RgbaRaster, factor: 2 | 4): Promise<RgbaRaster> =>
  enlargeRaster(signal, runtime, raster, factor)
