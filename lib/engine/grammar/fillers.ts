/** Words that say nothing about which change is meant. All other words must be understood, or the clause is refused. */
const image =
  "image picture photo photograph pic foto shot snapshot it it's this that's there's everything whole entire overall room interior scene"
const articles = 'the a an some its'
const links = 'to into in of by with as at on from for so that is be are was were should even'
const verbs =
  'make turn change convert switch set give apply add put get use do create let have render adjust bring'
const forms =
  'look looks looking like feel feels appear seem effect filter style version treatment vibe mood tone'
const polite =
  "please pls plz could can can't would you i i'd i'm want need needs wish like love kindly just my me us we let's lets hey hi hello thanks thank now also finally next first again maybe somehow try about asap"

const FILLERS = new Set([image, articles, links, verbs, forms, polite].join(' ').split(' '))
const POLITE = new Set(polite.split(' '))
/** Politeness after a wish, but a measure before it: "too dark" asks for light. */
const AFTERWARDS = 'too'

const VERBS = new Set(verbs.split(' '))

/** Words that carry no wish when they end a clause. */
export const isAfterthought = (word: string): boolean => word === AFTERWARDS || POLITE.has(word)

export const isFiller = (word: string): boolean => FILLERS.has(word)

/** Words that carry no wish at all: a clause made only of these is not a clause. */
export const isPolite = (word: string): boolean => POLITE.has(word)

/** Verbs that say only that something follows; after a comma or "and" they open a new clause. */
export const isPlainVerb = (word: string): boolean => VERBS.has(word)

export const fillerWords: readonly string[] = [...FILLERS]
