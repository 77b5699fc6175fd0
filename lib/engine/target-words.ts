/** Which of several: `one` = there must be only one. */
export const WHICH = [
  'one',
  'all',
  'left',
  'right',
  'top',
  'bottom',
  'middle',
  'largest',
  'smallest',
] as const
export type Which = (typeof WHICH)[number]

export const PARTS = ['eyes', 'lips', 'face', 'skin'] as const
export type Part = (typeof PARTS)[number]

export const REGIONS = ['left', 'right', 'top', 'bottom', 'centre'] as const
export type Region = (typeof REGIONS)[number]
