import * as z from 'zod'
import { defineOperation } from '@/lib/engine/operation'
import { inpaint } from '@/lib/engine/pixels/inpaint'
import { lettersIn } from '@/lib/engine/pixels/letters'
import { growMask } from '@/lib/engine/pixels/mask'
import { EngineRefusal } from '@/lib/engine/refusal'
import { describeTarget, type Target, targetSchema } from '@/lib/engine/target'
import { findBystanders } from '@/lib/engine/vision/find-bystanders'
import type { Mask } from '@/lib/images/raster'

/** Larger holes cannot be filled so that nobody sees it. */
const MOST_SHARE = 0.2
/** The rim of a thing and its soft shadow go with it: so much of the longer side. */
const RIM = 0.009

/** What is covered by this much of a thing (of 255) still shows its fur or its glow. */
const FRINGE = 40

/** The hole that is left when a thing goes: with its rim, but without that of what stands beside it. */
function withRim(mask: Mask, bystanders: Mask | undefined): Mask {
  const rim = Math.max(2, Math.round(RIM * Math.max(mask.width, mask.height)))
  const whole = { ...mask, data: mask.data.map((value) => (value >= FRINGE ? 255 : 0)) }
  const { data } = growMask(whole, rim)
  if (!bystanders) return { ...mask, data }
  return {
    ...mask,
    data: data.map((value, i) => (mask.data[i]! < 128 && bystanders.data[i]! > 127 ? 0 : value)),
  }
}

/** To find these the subject was looked for anyway. */
const NAMED: readonly Target['kind'][] = ['class', 'thing', 'subject']

/** What can be taken away; the rest has other words (a background is cut out). */
const REMOVABLE = ['subject', 'class', 'thing', 'colour', 'selection', 'region', 'text']

/** What covers something that no picture shows. */
const CLOTHES = new Set('hat dress shirt jacket suit helmet coat shoe shoes tie'.split(' '))

/** Takes a thing away and fills its place from its surroundings. */
export const remove = defineOperation({
  schema: z.object({ op: z.literal('remove'), target: targetSchema }),
  wordings: [
    {
      say: [
        'remove/delete/erase/eliminate/clear out/away/completely?',
        'rid/get rid',
        'take out/away',
        'remove/delete/erase and? fill/close in? gap/hole?',
        'inpaint/heal',
        'erase all?',
      ],
      needs: ['target'],
      read({ target }) {
        if (target && 'word' in target && CLOTHES.has(target.word ?? ''))
          return {
            isFirm: true,
            unfit:
              'what lies under it has to be made new. The cloud models (SeedEdit or Seedream) do that; undressing people is refused everywhere',
          }
        const isThing = target !== undefined && REMOVABLE.includes(target.kind)
        const isEverywhere = target?.kind === 'colour' && target.word === undefined
        return isThing && !isEverywhere
          ? { op: 'remove' as const, target }
          : { unfit: 'only a thing can be taken away, such as the dog or the subject' }
      },
    },
  ],
  limits: 'only a thing can be taken away',
  examples: ['remove the dog', 'remove the bottle', 'remove the subject', 'remove the text'],
  describe: ({ target }) => `remove ${describeTarget(target)} and fill its place`,
  shows: 'local',
  isComposed: true,
  reach: RIM,
  worksOnText: true,
  movesThings: true,
  async apply(signal, raster, { target }, { mask, scene, random }) {
    if (!mask) return raster
    const bystanders =
      scene && NAMED.includes(target.kind) ? await findBystanders(signal, scene, mask) : undefined
    const hole = target.kind === 'text' ? lettersIn(raster, mask) : withRim(mask, bystanders)
    const share = hole.data.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0) / hole.data.length
    if (share > MOST_SHARE)
      throw new EngineRefusal({
        code: 'UNSUPPORTED_INSTRUCTION',
        message: `I cannot remove ${describeTarget(target)}: it fills ${Math.round(share * 100)} % of the picture, and I fill up to ${MOST_SHARE * 100} % so that it cannot be seen. Choose one of the cloud models (SeedEdit or Seedream) for that.`,
      })
    return inpaint(signal, raster, hole, random, bystanders)
  },
})
