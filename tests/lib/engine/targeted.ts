import type { Step } from '@/lib/engine/operations'

const BACKGROUND = { kind: 'background' } as const
const SUBJECT = { kind: 'subject' } as const
const RED = { kind: 'colour', hue: 'red', which: 'all' } as const
const SWAP = { op: 'swap', target: { kind: 'image' }, hue: 'red', other: 'blue' } as const
const EYES = { kind: 'part', part: 'eyes', owner: 'any', which: 'all' } as const
const dog = (which: 'one' | 'all' | 'left' | 'largest', word = 'dog') =>
  ({ kind: 'class', label: 'dog', word, which }) as const

/** Instructions about a part of the picture, and the exact steps they become. */
export const targeted: readonly (readonly [prompt: string, ...steps: Step[]])[] = [
  ['make the background black and white', { op: 'grayscale', target: BACKGROUND, amount: 1 }],
  ['blur the background', { op: 'blur', target: BACKGROUND, radius: { unit: 'share', value: 0.018 } }],
  [
    'blur the background slightly',
    { op: 'blur', target: BACKGROUND, radius: { unit: 'share', value: 0.0072 } },
  ],
  ['make the background so that it is dark', { op: 'brightness', target: BACKGROUND, amount: -0.2 }],
  [
    'soften the face',
    {
      op: 'smooth',
      target: { kind: 'part', part: 'face', owner: 'any', which: 'one' },
      amount: 1,
    },
  ],
  [
    'remove the text and more contrast',
    { op: 'remove', target: { kind: 'text' } },
    { op: 'contrast', target: { kind: 'image' }, amount: 0.3 },
  ],
  ['make the puppies brighter', { op: 'brightness', target: dog('all', 'puppies'), amount: 0.2 }],
  ['darken the background', { op: 'brightness', target: BACKGROUND, amount: -0.2 }],
  ['pixelate the background', { op: 'pixelate', target: BACKGROUND, block: { unit: 'share', value: 0.025 } }],
  ['remove the background', { op: 'cutOut', target: SUBJECT, fill: { kind: 'nothing' } }],
  ['cut out the subject', { op: 'cutOut', target: SUBJECT, fill: { kind: 'nothing' } }],
  [
    'make the background white',
    { op: 'cutOut', target: SUBJECT, fill: { kind: 'colour', colour: '#ffffff' } },
  ],
  ['a #f5f0e8 background', { op: 'cutOut', target: SUBJECT, fill: { kind: 'colour', colour: '#f5f0e8' } }],
  [
    'replace the background with blue',
    { op: 'cutOut', target: SUBJECT, fill: { kind: 'colour', colour: '#0000ff' } },
  ],
  [
    'gradient background from pink to orange',
    { op: 'cutOut', target: SUBJECT, fill: { kind: 'gradient', top: '#ffc0cb', bottom: '#ffa500' } },
  ],
  ['make the subject black and white', { op: 'grayscale', target: SUBJECT, amount: 1 }],
  ['keep only the subject in colour', { op: 'grayscale', target: BACKGROUND, amount: 1 }],
  ['add a drop shadow to the subject', { op: 'shadow', target: SUBJECT, amount: 1 }],
  [
    'white outline around the subject',
    { op: 'outline', target: SUBJECT, width: { unit: 'share', value: 0.012 }, colour: '#ffffff' },
  ],
  [
    'make the car red',
    {
      op: 'recolour',
      target: { kind: 'class', label: 'car', word: 'car', which: 'one' },
      colour: '#ff0000',
      amount: 1,
    },
  ],
  [
    'make the flower purple',
    { op: 'recolour', target: { kind: 'thing', word: 'flower' }, colour: '#800080', amount: 1 },
  ],
  [
    'change the red bowl to green',
    {
      op: 'recolour',
      target: { kind: 'colour', hue: 'red', word: 'bowl', which: 'one' },
      colour: '#008000',
      amount: 1,
    },
  ],
  [
    'make the grass golden',
    {
      op: 'recolour',
      target: { kind: 'colour', hue: 'green', word: 'grass', which: 'all' },
      colour: '#e6b422',
      amount: 1,
    },
  ],
  [
    "make the cat's eyes blue",
    { op: 'recolour', target: { ...EYES, owner: 'animal' }, colour: '#0000ff', amount: 1 },
  ],
  [
    'make the eyes of the cat blue',
    { op: 'recolour', target: { ...EYES, owner: 'animal' }, colour: '#0000ff', amount: 1 },
  ],
  [
    'make her eyes green',
    { op: 'recolour', target: { ...EYES, owner: 'person' }, colour: '#008000', amount: 1 },
  ],
  [
    'make his left eye green',
    { op: 'recolour', target: { ...EYES, owner: 'person', which: 'left' }, colour: '#008000', amount: 1 },
  ],
  [
    'make her lips darker red',
    {
      op: 'recolour',
      target: { kind: 'part', part: 'lips', owner: 'person', which: 'all' },
      colour: '#bb0000',
      amount: 1,
    },
  ],
  ['turn everything red into blue', { op: 'recolour', target: RED, colour: '#0000ff', amount: 1 }],
  ['change red to blue', { op: 'recolour', target: RED, colour: '#0000ff', amount: 1 }],
  ['swap red and blue', SWAP],
  ['swap the reds and the blues', SWAP],
  ['swap the red and blue colours', SWAP],
  ['switch the colours red and blue', SWAP],
  ['exchange everything red and everything blue', SWAP],
  ['swap red with blue and vice versa', SWAP],
  ['swap red and blue in the background', { ...SWAP, target: BACKGROUND }],
  ['swap red for blue', { op: 'recolour', target: RED, colour: '#0000ff', amount: 1 }],
  ['make the sky bluer', { op: 'tint', target: { kind: 'sky' }, colour: '#0000ff', amount: 1 }],
  ['desaturate everything except red', { op: 'grayscale', target: { kind: 'except', of: RED }, amount: 1 }],
  ['black and white with red only', { op: 'grayscale', target: { kind: 'except', of: RED }, amount: 1 }],
  ['keep only the red colours', { op: 'grayscale', target: { kind: 'except', of: RED }, amount: 1 }],
  ['remove the dog', { op: 'remove', target: dog('one') }],
  ['remove the dogs', { op: 'remove', target: dog('all', 'dogs') }],
  ['erase the dog on the left', { op: 'remove', target: dog('left') }],
  ['get rid of the largest dog', { op: 'remove', target: dog('largest') }],
  ['remove both dogs', { op: 'remove', target: dog('all', 'dogs') }],
  [
    'blur the faces',
    {
      op: 'blur',
      target: { kind: 'part', part: 'face', owner: 'any', which: 'all' },
      radius: { unit: 'share', value: 0.027 },
    },
  ],
  [
    'smooth the skin',
    { op: 'smooth', target: { kind: 'part', part: 'skin', owner: 'any', which: 'all' }, amount: 1 },
  ],
  [
    'make the left half brighter',
    { op: 'brightness', target: { kind: 'region', where: 'left' }, amount: 0.2 },
  ],
  ['brighten the top', { op: 'brightness', target: { kind: 'region', where: 'top' }, amount: 0.2 }],
  ['crop to the subject', { op: 'crop', target: SUBJECT, area: { by: 'target' }, place: 'centre' }],
  ['make the image of the dog brighter', { op: 'brightness', target: dog('one'), amount: 0.2 }],
  ['sharpen the eyes', { op: 'sharpen', target: EYES, amount: 1 }],
  [
    'blur everything except the dog',
    { op: 'blur', target: { kind: 'except', of: dog('one') }, radius: { unit: 'share', value: 0.018 } },
  ],
  [
    'make the subject brighter and the background darker',
    { op: 'brightness', target: SUBJECT, amount: 0.2 },
    { op: 'brightness', target: BACKGROUND, amount: -0.2 },
  ],
  [
    'blur and darken the background',
    { op: 'blur', target: BACKGROUND, radius: { unit: 'share', value: 0.009 } },
    { op: 'brightness', target: BACKGROUND, amount: -0.2 },
  ],
]
