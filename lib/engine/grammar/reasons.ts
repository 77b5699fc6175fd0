import { isThingOfColour } from './colour'
import { type Token, wordOf } from './token'

const CLOUD = 'Choose one of the cloud models (SeedEdit or Seedream) for that.'

/** Why nothing can be added that the picture does not show. */
export const NEW_CONTENT = `that needs a model that makes new content; this engine only changes what is in the picture. ${CLOUD}`

type Reason = { words: readonly string[]; why: string }
const list = (words: string) => words.split(/\s+/)

const PARTS: Reason = {
  words: list(
    `background foreground subject sky ground grass water sea river tree trees flower flowers leaves leaf bowl cup table
      person people man woman men women girl boy guy lady face faces eye eyes lips lip mouth nose teeth skin hand hands body
      cat cat's cats dog dog's dogs bird horse animal animals car cars bike motorbike motorcycle bus truck boat
      house building buildings wall window windows door road object objects thing things she her hers he his him them their
      corner left right top bottom upper lower half side area part region`,
  ),
  why: `I can find parts of a picture, but not do this to them. ${CLOUD}`,
}

const INDECENT: Reason = {
  words: list(
    'undress undressed naked nude nudity topless bottomless sex sexy sexual nsfw porn erotic lingerie underwear bra panties',
  ),
  why: 'undressing people and sexual pictures are refused, here and by the cloud models (SeedEdit and Seedream).',
}

const NEGATION: Reason = {
  words: list("not no don't never without except unless nothing avoid stop keep only instead"),
  why: 'I follow plain instructions only, no exceptions and no “not”. Say only what should change.',
}

/** True where a part of a clause may mean the opposite of the whole. */
export const isNegated = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => NEGATION.words.includes(wordOf(token) ?? ''))

const UNNAMED: Reason = {
  words: list(
    `water sea ocean river lake wall walls floor ceiling door doors window windows roof road street ground ear ears nose hand hands leg
    leaves leaf sun cloud clouds eyebrows`,
  ),
  why: `I cannot find that by its name. Click on it with Select and say “this”, such as “make this blue”, or name its colour. ${CLOUD}`,
}

/** True for what nothing is offered in place of. */
export const isIndecent = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => INDECENT.words.includes(wordOf(token) ?? ''))

/** Words that tell why a clause is beyond this engine. The first list that a clause touches explains it. */
const REASONS: Reason[] = [
  INDECENT,
  NEGATION,
  {
    words: list('translate translated translation'),
    why: `translating writing needs a model that paints new content. ${CLOUD}`,
  },
  {
    words: list(
      `van gogh picasso monet ghibli anime disney pixar lego painting sketch pencil watercolour watercolor oil ink manga
      noise denoise upscale superresolution restore colourise colorize unblur deblur balance`,
    ),
    why: `that is not among my operations. ${CLOUD}`,
  },
  {
    words: list('uncrop outpaint outpainting extend expand beyond'),
    why: `what lies beyond the edges has to be made new. ${CLOUD}`,
  },
  {
    words: list('remove removed delete erase eliminate clear clean rid hide heal inpaint fill'),
    why: `taking something out needs new content in its place. ${CLOUD}`,
  },
  {
    words: list(
      `replace swap exchange substitute transform become pose posing posed posture sit sitting sits stand standing walk walking
      run running jump jumping smile smiling smiles laugh laughing frown expression cry crying wink
      older younger old young age aged aging child baby wrinkles bald gender
      clothes clothing dress dressed shirt jacket coat suit hat cap helmet glasses sunglasses scarf shoes wear wearing tie
      outfit costume jewellery jewelry necklace earring earrings crown mask makeup lipstick tattoo beard moustache mustache
      flare flares leak leaks glitch
      hair hairstyle haircut fringe ponytail snow rain fog mist storm lightning fire flames smoke clouds stars rainbow beach
      scenery scene landscape location place city forest sea ocean desert mountain mountains jungle street room
      generate imagine paint draw invent insert adding new another
      generative`,
    ),
    why: NEW_CONTENT,
  },
  UNNAMED,
  PARTS,
]

/** What comes nearest to wishes that cannot be fulfilled. */
const OFFERS: { words: readonly string[]; example: string }[] = [
  {
    words: list('gogh picasso monet rembrandt klimt dali painting painted impressionist'),
    example: 'turn it into an oil painting',
  },
  { words: list('ghibli anime manga disney pixar lego animated'), example: 'make it look like a comic' },
  { words: list('snow snowy ice frost'), example: 'cold winter mood' },
  { words: list('autumn fall'), example: 'golden hour' },
  { words: list('haze mist fog smog dehaze defog'), example: 'auto enhance' },
  { words: list('haze mist fog smog dehaze defog'), example: 'more contrast' },
  {
    words: list('fix repair better nicer pretty prettier beautiful good great amazing professional perfect'),
    example: 'auto enhance',
  },
  { words: list('grade grading graded split toning'), example: 'cinematic teal and orange' },
  { words: list('bleach anderson wes filter preset aesthetic'), example: 'matte look' },
  { words: list('leak leaks flare flares lens'), example: 'dreamy glow' },
  { words: list('glitch vhs'), example: 'vintage film' },
  { words: list('teeth smile makeup'), example: 'brighten the face' },
  { words: list('wrinkles pores freckles'), example: 'smooth the skin' },
  { words: list('redeye red-eye'), example: 'make the eyes brown' },
  { words: list('watermark logo sign signature stamp date'), example: 'remove the text' },
  { words: list('plate number license licence'), example: 'blur the text' },
  { words: list('bigger larger enlarge 4k hd resolution'), example: 'upscale 2x' },
  { words: list('smaller shrink file compress'), example: 'resize to 50 %' },
  { words: list('orientation format ratio'), example: 'crop to 4:5' },
  { words: list('whiten whiter'), example: 'make the background white' },
  { words: list('vertically portrait'), example: 'crop to 4:5' },
  { words: list('vertically stories'), example: 'crop to 9:16' },
  { words: list('windows window'), example: 'recover the highlights' },
  { words: list('stand behind separate'), example: 'blur the background' },
  { words: list('stand'), example: 'darken the background' },
  { words: list('clutter messy tidy distracting distractions'), example: 'blur the background' },
  { words: list('sunrise beach summer'), example: 'golden hour' },
  { words: list('stars moon dark lightning'), example: 'night look' },
  { words: list('sketch drawing ink'), example: 'turn it into a pencil sketch' },
]

/** Instructions to offer instead. */
export function offersFor(tokens: Token[]): string[] {
  const words = tokens.map(wordOf)
  return OFFERS.filter(({ words: telling }) => telling.some((word) => words.includes(word))).map(
    ({ example }) => example,
  )
}

const QUOTING = list('text word words caption title headline write writing label saying says reading')
const CREATING = list('add put place give insert include create')

/** One sentence, without its capital, that says why nothing fits; `unknown` = words that no list knows. */
export function explainRefusal(tokens: Token[], unknown: readonly string[]): string {
  const words = tokens.map(wordOf).filter((word): word is string => word !== undefined)
  const hasQuote = tokens.some((token) => token.kind === 'quote')
  const names = PARTS.words.some((word) => words.includes(word))
  if (names && CREATING.includes(words[0] ?? '')) return NEW_CONTENT
  const reason = REASONS.find(({ words: telling }) => words.some((word) => telling.includes(word)))
  if (reason) return reason.why
  if (!hasQuote && words.some((word) => QUOTING.includes(word)))
    return "put the words that should be written in quotes, such as add text 'SALE'."
  if (CREATING.includes(words[0] ?? '') && words.some(isThingOfColour)) return NEW_CONTENT
  if (unknown.length > 0 && CREATING.includes(words[0] ?? ''))
    return `adding ${unknown.join(' ')} needs a model that makes new content. ${CLOUD}`
  if (unknown.length > 0)
    return `I do not know what ${unknown.map((word) => `“${word}”`).join(', ')} means here. For freer wishes choose a cloud model (SeedEdit or Seedream).`
  return 'I understand the words, but not what should be done with them together.'
}
