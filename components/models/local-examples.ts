export type Ability = { name: string; examples: readonly string[] }

/** One line for each kind of thing that the engine does. */
export const DOES: readonly Ability[] = [
  { name: 'Recolour', examples: ['make the red bowl teal'] },
  { name: 'Background', examples: ['black and white background', 'blur the background'] },
  { name: 'Cut out', examples: ['cut out the cat'] },
  { name: 'Remove', examples: ['remove the spoon'] },
  { name: 'Light', examples: ['make it warmer', 'much more contrast'] },
  { name: 'Look', examples: ['warm sunset light', 'vintage look'] },
  { name: 'Style', examples: ['pencil sketch', 'watercolour'] },
  { name: 'Text', examples: ["add text 'SALE' top left"] },
  { name: 'Shape', examples: ['crop to 16:9', 'rotate right'] },
  { name: 'Upscale', examples: ['upscale 2x'] },
]

/** What only a model that makes new content can do. */
export const REFUSES: readonly Ability[] = [
  { name: 'New content', examples: ['add a hat'] },
  { name: 'Another subject', examples: ['turn the dog into a cat'] },
  { name: 'Another place', examples: ['put it on a beach'] },
  { name: 'Expression', examples: ['make her smile'] },
  { name: 'Weather', examples: ['make it snow'] },
]
