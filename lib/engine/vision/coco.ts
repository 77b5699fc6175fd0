/** What the detector can name, in its own order (COCO). */
export const COCO = [
  ...['person', 'bicycle', 'car', 'motorcycle', 'airplane', 'bus', 'train', 'truck', 'boat', 'traffic light'],
  ...['fire hydrant', 'stop sign', 'parking meter', 'bench', 'bird', 'cat', 'dog', 'horse', 'sheep', 'cow'],
  ...[
    'elephant',
    'bear',
    'zebra',
    'giraffe',
    'backpack',
    'umbrella',
    'handbag',
    'tie',
    'suitcase',
    'frisbee',
  ],
  ...[
    'skis',
    'snowboard',
    'sports ball',
    'kite',
    'baseball bat',
    'baseball glove',
    'skateboard',
    'surfboard',
  ],
  ...['tennis racket', 'bottle', 'wine glass', 'cup', 'fork', 'knife', 'spoon', 'bowl', 'banana', 'apple'],
  ...['sandwich', 'orange', 'broccoli', 'carrot', 'hot dog', 'pizza', 'donut', 'cake', 'chair', 'couch'],
  ...['potted plant', 'bed', 'dining table', 'toilet', 'tv', 'laptop', 'mouse', 'remote', 'keyboard'],
  ...['cell phone', 'microwave', 'oven', 'toaster', 'sink', 'refrigerator', 'book', 'clock', 'vase'],
  ...['scissors', 'teddy bear', 'hair drier', 'toothbrush'],
] as const
export type CocoLabel = (typeof COCO)[number]

const ANIMALS: readonly CocoLabel[] = [
  'bird',
  'cat',
  'dog',
  'horse',
  'sheep',
  'cow',
  'elephant',
  'bear',
  'zebra',
  'giraffe',
  'teddy bear',
]

/** Kinds that the detector mixes up: one is taken for another, and the user is told. */
const NEAR: readonly (readonly CocoLabel[])[] = [
  ANIMALS,
  ['car', 'truck', 'bus', 'train'],
  ['bicycle', 'motorcycle'],
  ['cup', 'bowl', 'vase', 'wine glass', 'potted plant'],
  ['bottle', 'wine glass', 'vase'],
  ['chair', 'couch', 'bench', 'bed'],
  ['apple', 'orange'],
  ['donut', 'cake', 'pizza', 'sandwich', 'hot dog'],
  ['laptop', 'tv', 'keyboard', 'cell phone', 'remote'],
  ['handbag', 'backpack', 'suitcase'],
  ['fork', 'knife', 'spoon'],
  ['boat', 'airplane', 'kite'],
]

export const isAnimal = (label: CocoLabel): boolean => ANIMALS.includes(label)

/** Kinds that may be meant although the detector says another. */
export const nearLabels = (label: CocoLabel): readonly CocoLabel[] => [
  ...new Set(NEAR.filter((group) => group.includes(label)).flat()),
]
