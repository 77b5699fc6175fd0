import { createEffect } from '@/lib/engine/effect'
import { adjectiveOf } from '@/lib/engine/grammar/degree'
import { darkenEdges } from '@/lib/engine/pixels/vignette'

/** Dark, soft corners. */
export const vignette = createEffect({
  op: 'vignette',
  say: [
    'dark/black? vignette',
    'vignette',
    'vignette around/round? edges/corners',
    'shade/burn edges/corners',
    'darken/darker/dark edges/corners',
    'darken/darker edges corners',
  ],
  noun: 'vignette',
  examples: ['add a vignette', 'add a subtle vignette'],
  describe: (amount) => `add a ${adjectiveOf(amount)}vignette`,
  shows: 'local',
  isForWhole: true,
  apply: (signal, raster, amount) => darkenEdges(signal, raster, amount),
})
