import { type Token, wordOf } from './token'

const BRINGING = new Set('add put insert place include draw bring'.split(' '))
const NEW = new Set('a an another some more'.split(' '))
/** Behind these stands what is there already: "add a hat to the dog". */
const PLACING = new Set('to on onto in into over at beside behind under next near with'.split(' '))

/** A clause without what is to be brought into the picture: of "add a dog", no dog is there to be worked on. */
export function withoutBrought(tokens: readonly Token[]): Token[] {
  let isBrought = false
  return tokens.filter((token, at) => {
    const word = wordOf(token) ?? ''
    if (PLACING.has(word)) isBrought = false
    else if (NEW.has(word) && BRINGING.has(wordOf(tokens[at - 1]) ?? '')) isBrought = true
    return !isBrought
  })
}
