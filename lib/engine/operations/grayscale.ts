import { createEffect } from '@/lib/engine/effect'
import { adverbOf } from '@/lib/engine/grammar/degree'
import { blend } from '@/lib/engine/pixels/blend'
import { mapLuminance } from '@/lib/engine/pixels/duotone'
import { describeTarget, exceptFor, WHOLE_IMAGE } from '@/lib/engine/target'
import { toByte } from '@/lib/images/pixels/srgb'

/** Black and white from luminance in linear light, as panchromatic film sees it. */
export const grayscale = createEffect({
  op: 'grayscale',
  say: [
    'more? black and? white film/photography?',
    'white and black',
    'greyscale',
    'grey scale',
    'monochrome',
    'monochromatic',
    'mono',
    'noir',
    'colourless',
    'discolour',
    'remove/drop/strip all? colour/colours',
    'take all? colour/colours out/away',
    'no colour/colours',
    'without colour/colours',
    'achromatic',
    'schwarzweiss/schwarzweiß',
  ],
  further: [
    {
      // Films that know no colour, with or without their speed.
      say: ['ilford delta/trix/hp5? film?', 'trix/hp5 film?', 'delta film'],
      takes: ['count'],
      read: () => ({ op: 'grayscale', target: WHOLE_IMAGE, amount: 1 }),
    },
    {
      say: [
        'black and? white only',
        'black and? white only colour/colours',
        'black and? white keep/leave only? colour/colours?',
        'keep/leave only colour/colours/coloured',
        'keep/leave colour/colours/coloured',
        'only colour/colours/coloured',
        'show only colour',
        'only keep/leave/show colour/colours',
        'colour/colours only',
        'only thing/part colour',
        'greyscale/monochrome/desaturate only/keep',
      ],
      needs: ['kept'],
      read: ({ kept }) =>
        kept === undefined || kept.kind === 'image'
          ? { unfit: 'say what should keep its colour' }
          : { op: 'grayscale', target: exceptFor(kept), amount: 1 },
    },
    {
      // Of a thing that would mean the thing alone.
      say: ['keep/leave/show? only', 'only keep/leave/show'],
      needs: ['kept'],
      read: ({ kept }) =>
        kept?.kind === 'colour' && kept.word === undefined
          ? { op: 'grayscale', target: exceptFor(kept), amount: 1 }
          : { unfit: 'say whether only that keeps its colour or the rest is cut away' },
    },
    {
      say: ['selective/spot colour/colours', 'colour splash/pop'],
      takes: ['kept'],
      read: ({ kept = { kind: 'subject' } }) => ({ op: 'grayscale', target: exceptFor(kept), amount: 1 }),
    },
    {
      say: ['grey'],
      // A thing is painted grey; a picture has its colours taken away.
      read: ({ target }) =>
        target === undefined || target.kind === 'except' || target.kind === 'background'
          ? { op: 'grayscale', target: target ?? WHOLE_IMAGE, amount: 1 }
          : { unfit: 'that is a colour for a thing' },
    },
    {
      say: ['desaturate', 'remove/drop colour/colours saturation?', 'mute colours?'],
      needs: ['target'],
      read: ({ target }) =>
        target?.kind === 'except'
          ? { op: 'grayscale', target, amount: 1 }
          : { unfit: 'that is less saturation' },
    },
  ],
  examples: ['make it black and white', 'greyscale'],
  describe: (amount, target) => `make ${describeTarget(target)} ${adverbOf(amount)}black and white`,
  lean: { axis: 'saturation', side: 'less' },
  shows: 'overall',
  async apply(signal, raster, amount) {
    const grey = await mapLuminance(signal, raster, (luminance, out, at) =>
      out.fill(toByte(luminance), at, at + 3),
    )
    return blend(signal, raster, grey, amount)
  },
})
