import type { Clause } from './grammar/clause'
import { wordOf } from './grammar/token'
import type { Step } from './operations'

/** The picture is made these; nothing of them is laid on it. */
const SHAPES = new Set<Step['op']>(['crop', 'resize', 'rotate', 'straighten', 'flip', 'upscale'])
/** "Add a comic look" asks for the style, "add a comic" for a picture of one. */
const STYLES = new Set<Step['op']>(['pencil', 'comic', 'watercolour', 'oil', 'pixelArt', 'invert', 'outline'])
const NAMING = new Set(
  'crop ratio format effect filter look style version treatment feel vibe mood outline stroke border turn flip rotation'.split(
    ' ',
  ),
)
const BRINGING = new Set(['add', 'put'])

/** "Add a 3:1 banner" asks for a thing that is not there, not for a picture of that shape. */
export function isBroughtIn({ step, tokens }: Clause<Step>): boolean {
  const words = tokens.map(wordOf)
  const at = words.findIndex((word = '') => BRINGING.has(word))
  if (at < 0 || words.some((word = '') => NAMING.has(word))) return false
  const hasArticle = ['a', 'an', 'another', 'some'].includes(words[at + 1] ?? '')
  return hasArticle ? SHAPES.has(step.op) || STYLES.has(step.op) : words[at] === 'add' && SHAPES.has(step.op)
}
