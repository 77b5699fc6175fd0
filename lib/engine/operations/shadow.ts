import * as z from 'zod'
import { readShare } from '@/lib/engine/grammar/degree'
import { defineOperation } from '@/lib/engine/operation'
import { eachBand } from '@/lib/engine/pixels/bands'
import { blurPlane, type Plane } from '@/lib/engine/pixels/gaussian'
import { describeTarget, type Target, targetSchema } from '@/lib/engine/target'

const SUBJECT: Target = { kind: 'subject' }
/** Softness and offset to the lower right, as shares of the shorter side; and how dark. */
const SOFT_SHARE = 0.02
const OFFSET_SHARE = 0.022
const DARKNESS = 0.55

/** A soft shadow of the thing on what lies behind it. */
export const shadow = defineOperation({
  schema: z.object({ op: z.literal('shadow'), target: targetSchema, amount: z.number().min(0.01).max(2) }),
  wordings: [
    {
      say: [
        'soft/softer/hard/stronger? natural/realistic? drop? shadow behind/under/below/beneath?',
        'add drop? shadow soft/softer',
        'cast shadow',
      ],
      takes: ['target', 'amount'],
      read({ target = SUBJECT, amount }) {
        const share = readShare(amount)
        if (typeof share !== 'number') return share
        return ['background', 'sky', 'region', 'except', 'image'].includes(target.kind)
          ? { unfit: 'a shadow needs a thing that casts it' }
          : { op: 'shadow' as const, target, amount: share }
      },
    },
  ],
  limits: 'its strength must lie between 1 % and 200 %',
  examples: ['add a drop shadow to the subject'],
  describe: ({ target }) => `add a soft shadow behind ${describeTarget(target)}`,
  shows: 'local',
  isComposed: true,
  async apply(signal, raster, { amount }, { mask, strength }) {
    if (!mask) return raster
    const { width, height } = raster
    const side = Math.min(width, height)
    const offset = Math.round(OFFSET_SHARE * side)
    const shade: Plane = { width, height, data: new Float32Array(width * height) }
    for (let y = offset; y < height; y++)
      for (let x = offset; x < width; x++)
        shade.data[y * width + x] = mask.data[(y - offset) * width + x - offset]! / 255
    await blurPlane(signal, shade, SOFT_SHARE * side)
    const dark = Math.min(0.9, DARKNESS * amount * strength)
    const data = raster.data.slice()
    await eachBand(signal, raster, (from, to) => {
      for (let i = from * width; i < to * width; i++) {
        const share = shade.data[i]! * dark * (1 - mask.data[i]! / 255)
        if (share <= 0.002) continue
        const at = i * 4
        // On nothing the shadow itself is what is seen; on a background it takes light away.
        const alpha = data[at + 3]! / 255
        const next = share + alpha * (1 - share)
        for (let channel = 0; channel < 3; channel++)
          data[at + channel] = Math.round((data[at + channel]! * alpha * (1 - share)) / Math.max(1e-6, next))
        data[at + 3] = Math.round(next * 255)
      }
    })
    return { ...raster, data }
  },
})
