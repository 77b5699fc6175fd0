import { CHINESE } from './chinese-words'
import { ownerOf } from './noun'

/** A piece of a Chinese run: the words of the grammar that it stands for, and where it lies in the run. */
export type ChinesePiece = { words: readonly string[]; from: number; to: number }

const LONGEST = Math.max(...[...CHINESE.keys()].map((word) => word.length))
/** Joins what describes to what is described; after an animal or a person it makes the owner. */
const OF = '的'

function pieceAt(run: string, from: number): ChinesePiece | undefined {
  for (let length = Math.min(LONGEST, run.length - from); length > 0; length--) {
    const words = CHINESE.get(run.slice(from, from + length))
    if (words) return { words, from, to: from + length }
  }
  return undefined
}

const asOwner = (words: readonly string[]): readonly string[] =>
  ownerOf(words.at(-1)) === undefined ? words : [...words.slice(0, -1), `${words.at(-1)}'s`]

const PARTS = ['眼', '嘴', '唇', '脸', '面部', '皮肤', '双眼']

/**
 * Cuts a run of Chinese characters into known words, the longest first. What no word begins with stays as it is, and
 * the clause will be refused for it.
 */
export function readChinese(run: string): ChinesePiece[] {
  const pieces: ChinesePiece[] = []
  for (let at = 0; at < run.length; ) {
    const piece = pieceAt(run, at)
    const last = pieces.at(-1)
    if (piece) pieces.push(piece)
    else if (run[at] === OF && last) {
      const isOwned = PARTS.some((part) => run.startsWith(part, at + 1))
      pieces[pieces.length - 1] = { ...last, words: isOwned ? asOwner(last.words) : last.words, to: at + 1 }
    } else if (run[at] !== OF) pieces.push({ words: [run[at]!], from: at, to: at + 1 })
    at = piece?.to ?? at + 1
  }
  return pieces
}
