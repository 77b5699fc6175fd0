/** A prompt for a common task. `isLocal`: the local engine follows it too, with the values of the example. */
export type PromptTemplate = { name: string; text: string; example: Record<string, string>; isLocal: boolean }

/** Ready to use; their braces ask for values. What only cloud models can do says so. */
export const PROMPT_TEMPLATES: readonly PromptTemplate[] = [
  {
    name: 'Recolour',
    text: 'make the {thing} {colour}',
    example: { thing: 'bowl', colour: 'blue' },
    isLocal: true,
  },
  {
    name: 'Light and warmth',
    text: '{amount} brighter and warmer',
    example: { amount: 'slightly' },
    isLocal: true,
  },
  { name: 'Blurred background', text: 'blur the background', example: {}, isLocal: true },
  { name: 'Cut out', text: 'remove the background', example: {}, isLocal: true },
  { name: 'Time of day', text: 'make it look like {time}', example: { time: 'golden hour' }, isLocal: true },
  { name: 'Black and white with grain', text: 'black and white, add film grain', example: {}, isLocal: true },
  {
    name: 'Words on the picture',
    text: 'add the text "{words}" at the bottom',
    example: { words: 'Autumn menu' },
    isLocal: true,
  },
  { name: 'Remove a thing', text: 'remove the {thing}', example: { thing: 'person' }, isLocal: true },
  {
    name: 'Another background',
    text: 'replace the background with {place}; keep the subject, its edges and its light exactly as they are',
    example: { place: 'a sunlit kitchen' },
    isLocal: false,
  },
  {
    name: 'Another material',
    text: 'change the material of the {thing} to {material}; keep its shape, the light and everything else as they are',
    example: { thing: 'chair', material: 'oak' },
    isLocal: false,
  },
  {
    name: 'Add a thing',
    text: 'add {thing} to the {place} of the picture, in the same light and perspective; change nothing else',
    example: { thing: 'a vase of tulips', place: 'left' },
    isLocal: false,
  },
]
