import { createEffect } from '@/lib/engine/effect'
import { adjectiveOf } from '@/lib/engine/grammar/degree'
import { addGrain } from '@/lib/engine/pixels/grain'

export const grain = createEffect({
  op: 'grain',
  say: [
    'film? grain',
    'analog/analogue grain',
    'film/grain noise',
    'noise',
    'texture grain',
    'grain film? texture',
  ],
  noun: 'film? grain',
  examples: ['add film grain', 'add a bit of grain'],
  describe: (amount) => `add ${adjectiveOf(amount)}film grain`,
  shows: 'local',
  isForWhole: true,
  apply: (signal, raster, amount, { random }) => addGrain(signal, raster, amount, random),
})
