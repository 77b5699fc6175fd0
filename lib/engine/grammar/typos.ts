import type { Token } from './token'

const MIN_LETTERS = 4

/**
 * Real words that lie one letter from a word of the grammar: they are meant as they stand, and since the grammar does
 * not know them, they lead to a refusal and not to another edit.
 */
const MEANT = new Set(
  `then thing think arena rosy wise pick pins punk yell lemony groom greens block blocks blank blanks sliver broth browns choral pinks pint pansy nave clan plume plumb wheat peace peas
  same move moves moved gift fits chain chains dislike hate hated many copy cost dust disk matter leaves lens poly shift shifts bars shops logo logos loco leak leaks plates haze hazel fog barn barns feel feet reed reeds stork moist misty grow slow deal silk slice slid singer jingle
  kilt kilts tights event events glove gloves pill poll pulp pupil puma pumps shiny shine sheen
  band barker beach beaches bead beard beer blew bled bloom blurb boarder boats bold bone boot boots bolder bolt book border brain brand bread
  broader brow builder carp cater cape caps card cards care cart cell chart cheer clap class clever cloak coal coat cold colder conic cook cooked cooker cool
  coral corner cosmic counts cover crab creep crew crop crow crown curb dale dare darn dart dawn decay deer desk dish
  dock door drop duck face faced faces facet fact faded fact fail faint fake fall farm fast fate father fear feast feel
  fell fern fewer fiber fight fill film fire firm fish five flag flame flames flap flat flaw flea flew flier flip float
  flop flow flower fold folder food foot forest fork form forms frail free fresh fried friend front fruit gain gains
  gate ghost girl glasses glare gold golf good gown grab grad grail grape grass gravy great green greet grin grind grip
  groin group grow hail hair half halo hand hare harm hats head heat heel help hers hide hill hind hire hole home hood
  hook horn hose host house huge human insert inserts invent inverse kid kids king lace lady lake lamb lamp land lane
  lawn leaf lean lease leash lift like lighter limb line lion lips lock lone long love mane mare mars mask mast mate meat
  melt mice mild mile milk mind mine minor mint mold mole mood moon moor moose more moss moth mouse mouth name nail neck
  nest nice night noise nose note oval pale palm pant pants park part path peach pear person pill pine pint pipe plant
  planet plate play plum poem pole pond pool pope porch port pose posed poser posing post poster pot praise print prism prize
  prop pure purse quite rabbit race rail rain rake ramp rare rate read real rear reef ride rise river road robe rock rod
  roof room root rope rose rotten round route row ruby rude rug ruin rush sail salt sand scarf scare scene shade shaded
  shack shake shape shaped share shares shark sharks shave shawl sheep ship shirt shoe shop shore shot show shower side
  sight sigh sign sink sister sits size skin skip skirt sky slab sleep slip slope smell smile smoke snake snap sock sofa
  soft soil song soup span spark spear spin spot spout spray squad squid squire stab stage stain stair stale stall stand
  star stare start state stay steak steam steel stem step stick still sting stock stone stool store storm stream street
  strip stripe suit summer sun sunlit surf swan sweat sweet swim swing sword table tail tale talk tall tank tape taps task taste
  team tear teen tell tend tens tent tents term test tests text than thing thick thin tick tide tile tilt time tint tip
  toad toast toes tomb towel tone tongs tool torn touch town toys trail train trains tram trap tray tree trim trip truck trunk
  truth tube tune turf twice vase vast veil vest village vine violet wage waist walk wall wand wane ward ware warn warns
  warp wart wash watch water wave ways wear west wharf wheel whip white wife wild will wind wine wing winner winters wire
  wolf wood wool word worm worms wrap yard years young`.split(/\s+/),
)

/** Short words are not mended by likeness, since too many lie close together; these are slips of the fingers only. */
const SLIPS = new Map([
  ['teh', 'the'],
  ['hte', 'the'],
  ['adn', 'and'],
  ['nad', 'and'],
  ['fo', 'of'],
])

/** Two consonants with which English words begin; what begins with two others has a letter too many. */
const ONSETS = new Set(
  'bl br ch cl cr dr dw fl fr gh gl gn gr kn ll ph pl pr ps rh sc sh sk sl sm sn sp sq st sw th tr ts tw wh wr'.split(
    ' ',
  ),
)
const TWO_CONSONANTS = /^[bcdfghjklmnpqrstvwxz]{2}/

/** "Pblack" is "black": the finger that missed a key hit its neighbour first. */
function withoutFirst(word: string): string | undefined {
  const isSlip = TWO_CONSONANTS.test(word) && !ONSETS.has(word.slice(0, 2)) && word.length > MIN_LETTERS
  return isSlip ? word.slice(1) : undefined
}

/** True when one letter was added, left out, changed, or swapped with its neighbour (optimal string alignment 1). */
export function isOneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const restA = a.slice(start)
  const restB = b.slice(start)
  const isChanged = restA.slice(1) === restB.slice(1)
  const isLonger = restA.slice(1) === restB || restB.slice(1) === restA
  const isSwapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
  return isChanged || isLonger || isSwapped
}

/**
 * The word of the grammar that this one was meant to be. The first letter must agree: people seldom miss it, and
 * "older" is not "colder". A letter is more often
 * left out than added, so the longer word wins; where two are as long, nobody knows.
 */
export function mendWord(word: string, lists: readonly (readonly string[])[]): string | undefined {
  const slip = SLIPS.get(word)
  if (slip) return slip
  // "cat's" is not "cats".
  if (word.length < MIN_LETTERS || word.includes("'") || MEANT.has(word)) return undefined
  const shorter = withoutFirst(word)
  for (const list of lists) {
    if (shorter !== undefined && list.includes(shorter)) return shorter
    const near = [...new Set(list)].filter(
      (known) => known.length >= MIN_LETTERS && known[0] === word[0] && isOneEditApart(word, known),
    )
    const single = word.replace(/(.)\1/, '$1')
    if (near.includes(single)) return single
    const longest = Math.max(...near.map((known) => known.length))
    const best = near.filter((known) => known.length === longest)
    if (best.length === 1) return best[0]
  }
  return undefined
}

export type Correction = { typed: string; read: string }

/** Mends the words that no list knows. Earlier lists win. */
export function createMender(lists: readonly (readonly string[])[]) {
  const known = new Set(lists.flat())
  return (tokens: Token[]): { tokens: Token[]; corrections: Correction[] } => {
    const corrections: Correction[] = []
    const mended = tokens.map((token): Token => {
      if (token.kind !== 'word' || known.has(token.text)) return token
      const read = mendWord(token.text, lists)
      if (read === undefined) return token
      corrections.push({ typed: token.text, read })
      return { ...token, text: read }
    })
    return { tokens: mended, corrections }
  }
}
