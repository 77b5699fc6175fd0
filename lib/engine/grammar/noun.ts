import type { PlainTarget } from '@/lib/engine/target'
import type { Part } from '@/lib/engine/target-words'
import { COCO, type CocoLabel, isAnimal } from '@/lib/engine/vision/coco'
import { entryOf } from './entry'

/** Other words for what the detector knows. */
const SYNONYMS: Partial<Record<CocoLabel, string>> = {
  person:
    'people man woman men women boy girl boys girls guy lady child kid children kids human astronaut bride groom him somebody someone',
  bicycle: 'bike bikes',
  car: 'automobile taxi cab van sedan',
  motorcycle: 'motorbike motorbikes moped scooter',
  airplane: 'aeroplane plane jet aircraft airplanes planes',
  bus: 'buses coach',
  truck: 'lorry pickup',
  boat: 'ship sailboat yacht canoe',
  'traffic light': 'stoplight',
  'fire hydrant': 'hydrant',
  bird: 'duck gull pigeon parrot owl chicken swan goose eagle',
  cat: 'kitten kitty cats',
  dog: 'puppy pup doggy spaniel hound',
  horse: 'pony foal',
  sheep: 'lamb goat',
  cow: 'calf bull cattle',
  backpack: 'rucksack',
  handbag: 'bag purse',
  tie: 'necktie',
  suitcase: 'luggage',
  'sports ball': 'ball football basketball',
  'wine glass': 'glass goblet',
  cup: 'mug teacup',
  fork: 'forks',
  knife: 'knives',
  bowl: 'dish',
  donut: 'doughnut',
  couch: 'sofa',
  'potted plant': 'pot plant houseplant',
  'dining table': 'table desk',
  tv: 'television monitor screen',
  laptop: 'computer notebook',
  'cell phone': 'phone mobile smartphone cellphone',
  refrigerator: 'fridge',
  book: 'books',
  clock: 'watch',
  'teddy bear': 'teddy',
  'hair drier': 'hairdryer',
}

/** Things that no detector here knows: the subject is taken for them, when it is clear, and the user is told. */
const THINGS =
  `flower blossom bloom dahlia rose tulip daisy sunflower dandelion building temple pagoda tower castle church house
  statue rocket spaceship toy mushroom butterfly insect bee spider fish rabbit fox lion tiger wolf monkey frog turtle
  bottle lamp shoe shoes guitar drum camera vehicle fruit tree mountain animal brush brushes saucer
  coffee tea food meal salad soup burger pasta steak cookie dessert bread tomato egg cheese
  pumpkin strawberry lemon fig hat dress shirt jacket suit helmet pillow candle box`.split(/\s+/)

const PART_WORDS: Record<string, Part> = {
  eyes: 'eyes',
  eye: 'eyes',
  iris: 'eyes',
  irises: 'eyes',
  lips: 'lips',
  lip: 'lips',
  face: 'face',
  faces: 'face',
  skin: 'skin',
  complexion: 'skin',
}

function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return /(s|x|ch|sh|to)$/.test(word) ? `${word}es` : `${word}s`
}

const CLASSES: Record<string, CocoLabel> = {}
const PLURALS = new Set(
  'people men women boys girls children kids bikes planes buses cats forks knives books shoes brushes'.split(
    ' ',
  ),
)
for (const label of COCO)
  for (const word of [label, ...(SYNONYMS[label]?.split(' ') ?? [])]) {
    CLASSES[word] ??= label
    CLASSES[plural(word)] ??= label
    if (!PLURALS.has(word)) PLURALS.add(plural(word))
  }

const FIXED: Record<string, PlainTarget> = {
  subject: { kind: 'subject' },
  foreground: { kind: 'subject' },
  product: { kind: 'subject' },
  item: { kind: 'subject' },
  'main object': { kind: 'subject' },
  'main subject': { kind: 'subject' },
  background: { kind: 'background' },
  backdrop: { kind: 'background' },
  surroundings: { kind: 'background' },
  'coffee cup': { kind: 'class', label: 'cup', word: 'cup', which: 'one' },
  'tea cup': { kind: 'class', label: 'cup', word: 'cup', which: 'one' },
  'coffee mug': { kind: 'class', label: 'cup', word: 'cup', which: 'one' },
  sky: { kind: 'sky' },
  skies: { kind: 'sky' },
  selection: { kind: 'selection' },
  'selected area': { kind: 'selection' },
  'selected part': { kind: 'selection' },
  'selected object': { kind: 'selection' },
  'selected thing': { kind: 'selection' },
  text: { kind: 'text' },
  texts: { kind: 'text' },
  writing: { kind: 'text' },
  lettering: { kind: 'text' },
  letters: { kind: 'text' },
  words: { kind: 'text' },
  caption: { kind: 'text' },
  captions: { kind: 'text' },
  subtitles: { kind: 'text' },
  inscription: { kind: 'text' },
  grass: { kind: 'colour', hue: 'green', word: 'grass', which: 'all' },
  meadow: { kind: 'colour', hue: 'green', word: 'meadow', which: 'all' },
  lawn: { kind: 'colour', hue: 'green', word: 'lawn', which: 'all' },
}

/** What a noun of one or two words means; its number decides which are meant. */
export function targetOfNoun(word: string): PlainTarget | undefined {
  const fixed = entryOf(FIXED, word)
  if (fixed) return fixed
  const label = entryOf(CLASSES, word)
  const name = word === 'him' ? 'person' : word
  if (label) return { kind: 'class', label, word: name, which: PLURALS.has(word) ? 'all' : 'one' }
  const thing = THINGS.find((one) => one === word || plural(one) === word)
  return thing === undefined ? undefined : { kind: 'thing', word: thing }
}

export const partOfWord = (word: string | undefined): Part | undefined => entryOf(PART_WORDS, word)
export const isPluralPart = (word: string | undefined): boolean => word !== 'eye' && word !== 'face'

/** Whose part it is: "her", "the cat's", "of the dog". */
export function ownerOf(word: string | undefined): 'person' | 'animal' | undefined {
  if (word === undefined) return undefined
  const label = entryOf(CLASSES, word.replace(/['’]s$|s['’]$/, ''))
  if (label === undefined)
    return /^(animal|fox|lion|tiger|rabbit|wolf|frog)/.test(word) ? 'animal' : undefined
  return label === 'person' ? 'person' : isAnimal(label) ? 'animal' : undefined
}

export const nounWords: readonly string[] = [
  ...new Set([
    ...Object.keys(CLASSES).flatMap((name) => name.split(' ')),
    ...Object.keys(FIXED).flatMap((name) => name.split(' ')),
    ...THINGS,
    ...THINGS.map(plural),
    ...Object.keys(PART_WORDS),
  ]),
]
