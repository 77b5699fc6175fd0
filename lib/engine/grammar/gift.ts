import { readColour } from './colour'
import { ownerOf, partOfWord } from './noun'
import { type Token, wordOf } from './token'

const OWNERS = new Set(['her', 'him', 'them'])
const ARTICLES = new Set(['the', 'a', 'an', 'my', 'this', 'that'])

/** Where the one stands who is given something; -1 when nobody is. */
function findTaker(tokens: readonly Token[]): number {
  const give = tokens.findIndex((token) => wordOf(token) === 'give')
  if (give < 0) return -1
  const at = ARTICLES.has(wordOf(tokens[give + 1]) ?? '') ? give + 2 : give + 1
  const word = wordOf(tokens[at])
  return word !== undefined && (OWNERS.has(word) || ownerOf(word) !== undefined) ? at : -1
}

/** "Give the cat blue eyes" asks to make the cat's eyes blue; all other instructions stay as they are. */
export function readGift(tokens: Token[]): Token[] {
  const at = findTaker(tokens)
  const taker = tokens[at]
  const colour = at < 0 ? undefined : readColour(tokens, at + 1)
  const part = colour && tokens[at + 1 + colour.length]
  if (taker?.kind !== 'word' || !part || partOfWord(wordOf(part)) === undefined) return tokens
  const owner: Token = {
    ...taker,
    text: OWNERS.has(taker.text)
      ? taker.text.replace('him', 'his').replace('them', 'their')
      : `${taker.text}'s`,
  }
  const coloured = tokens.slice(at + 1, at + 1 + colour.length)
  return [...tokens.slice(0, at), owner, part, ...coloured, ...tokens.slice(at + 2 + colour.length)]
}
