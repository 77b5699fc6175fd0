import { isFiller } from './fillers'
import { type Token, wordOf } from './token'

/** What the whole picture may show. */
const SHOWN = new Set(['room', 'interior', 'scene'])
const ARTICLES = new Set(['a', 'an', 'the'])

/** "The room" is the picture; "the interior of the car" is a part of it, and "in a dark room" another place. */
export function isElsewhere(tokens: readonly Token[], at: number): boolean {
  if (!SHOWN.has(wordOf(tokens[at]) ?? '')) return false
  if (wordOf(tokens[at + 1]) === 'of') return true
  let article = at - 1
  while (article >= 0 && !ARTICLES.has(wordOf(tokens[article]) ?? '')) article--
  const isDescribed = tokens.slice(article + 1, at).some((token) => !isFiller(wordOf(token) ?? ''))
  return isDescribed && wordOf(tokens[article - 1]) === 'in'
}
