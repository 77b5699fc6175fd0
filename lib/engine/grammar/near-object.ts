import type { Target } from '@/lib/engine/target'
import { isAnimal } from '@/lib/engine/vision/coco'
import { withoutBrought } from './brought'
import { readColour } from './colour'
import { readTarget } from './target'
import { DETERMINERS } from './target-terms'
import { type Token, wordOf } from './token'

const REMOVING = new Set('remove removed delete erase eliminate clear clean rid hide heal crop'.split(' '))

/** What can be done to a thing, the likeliest first; `colour` = one that was typed. */
function wishesFor(target: Target, name: string, colour: string | undefined): string[] {
  switch (target.kind) {
    case 'background':
      return colour
        ? [`make ${name} ${colour}`, `blur ${name}`]
        : [`blur ${name}`, `make ${name} white`, `remove ${name}`]
    case 'subject':
      return [`make ${name} brighter`, `cut out ${name}`, `crop to ${name}`]
    case 'sky':
      return [`make ${name} bluer`, `darken ${name}`]
    case 'text':
      return [`remove ${name}`, `blur ${name}`]
    case 'part':
      return target.part === 'skin' || target.part === 'face'
        ? [`smooth ${name}`, `brighten ${name}`]
        : [`make ${name} ${colour ?? (target.part === 'lips' ? 'red' : 'blue')}`, `brighten ${name}`]
    case 'class':
      return target.label === 'person' || isAnimal(target.label)
        ? [`make ${name} brighter`, `remove ${name}`, `cut out ${name}`]
        : [`make ${name} ${colour ?? 'blue'}`, `make ${name} brighter`, `remove ${name}`]
    case 'thing':
      return [`make ${name} ${colour ?? 'blue'}`, `make ${name} brighter`, `remove ${name}`]
    case 'colour':
      return target.word
        ? [`make ${name} ${colour ?? 'blue'}`, `make ${name} brighter`]
        : [
            `turn everything ${target.hue} into ${colour ?? (target.hue === 'blue' ? 'red' : 'blue')}`,
            `keep only the ${target.hue} colours`,
          ]
    case 'region':
      return [`make ${name} black and white`, `blur ${name}`]
    default:
      return []
  }
}

/** "A cat" and "cat" are "the cat"; "her eyes" stay so. */
function nameOf(tokens: readonly Token[]): string {
  const words = tokens.map(wordOf).filter((word) => word !== undefined)
  const from = words.findIndex((word) => !DETERMINERS.has(word))
  const isOwned = ['her', 'his', 'their', 'everything', 'all', 'both'].includes(words[from] ?? '')
  return `${isOwned ? '' : 'the '}${words.slice(from).join(' ')}`
}

/** The first thing that a clause names, and where it ends. */
function findObject(tokens: Token[]): { target: Target; name: string; end: number } | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const found = readTarget(tokens, at)
    if (!found) continue
    const end = at + found.length
    return { target: found.value, name: nameOf(tokens.slice(at, end)), end }
  }
  return undefined
}

/** Instructions about the thing that a clause names, when what it wants of it cannot be done. */
export function wishesForObject(clause: readonly Token[]): string[] {
  const tokens = withoutBrought(clause)
  const object = findObject(tokens)
  if (!object) return []
  const rest = tokens.slice(object.end)
  const at = rest.findIndex((_, i) => readColour(rest, i) !== undefined)
  const colour = rest
    .slice(Math.max(0, at), at < 0 ? 0 : at + readColour(rest, at)!.length)
    .map((token) => (token.kind === 'hex' ? token.text : wordOf(token)))
    .join(' ')
  const wishes = wishesFor(object.target, object.name, colour || undefined)
  const isRemoval = tokens.some((token) => REMOVING.has(wordOf(token) ?? ''))
  return isRemoval
    ? wishes.toSorted((a, b) => Number(b.startsWith('remove')) - Number(a.startsWith('remove')))
    : wishes
}
