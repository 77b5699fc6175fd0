import type { EditView, NodeView } from '@/lib/edits/view'
import { nameOfNode } from '@/lib/history/node-name'

/** Finds the node whose picture an edit was made from. */
type FindInput = (edit: EditView) => NodeView | undefined

/**
 * What tells the results of a run apart beside their models and settings, by the id of the edit: the values of the
 * variables of its prompt, then the name of the photo. Nothing for a run of one prompt and one photo.
 */
export function listRunWords(run: readonly EditView[], findInput: FindInput): Map<string, string[]> {
  const values = listDifferences([...new Set(run.map(({ prompt }) => prompt))])
  const hasPhotos = new Set(run.map(({ inputImageId }) => inputImageId)).size > 1
  const photoOf = (edit: EditView) => {
    const input = hasPhotos && findInput(edit)
    return input ? [nameOfNode(input)] : []
  }
  return new Map(run.map((edit) => [edit.id, [...(values.get(edit.prompt) ?? []), ...photoOf(edit)]]))
}

/** What is in each of several texts and not in all of them, in whole words; nothing for one text. */
export function listDifferences(texts: readonly string[]): Map<string, string[]> {
  const [first, ...others] = texts.map((text) => text.split(/\s+/).filter(Boolean))
  if (!first || others.length === 0) return new Map()
  const all = [first, ...others]
  const shortest = Math.min(...all.map((words) => words.length))
  const isShared = (at: number) => all.every((words) => words.at(at) === first.at(at))
  let start = 0
  while (start < shortest && isShared(start)) start++
  let end = 0
  while (end < shortest - start && isShared(-1 - end)) end++
  // "red" and "dark red" differ by "dark": what would be left without a word takes one back.
  if (start + end === shortest) {
    if (end > 0) end--
    else if (start > 0) start--
  }
  const own = all.map((words) => words.slice(start, words.length - end))
  return new Map(texts.map((text, index) => [text, partsOf(own[index]!, own).map(trimSigns)]))
}

/** Texts of as many words each are parted where all of them agree. */
function partsOf(words: readonly string[], all: readonly (readonly string[])[]): string[] {
  if (all.some(({ length }) => length !== words.length)) return [words.join(' ')]
  const parts: string[][] = [[]]
  for (const [at, word] of words.entries()) {
    if (all.every((other) => other[at] === word)) parts.push([])
    else parts.at(-1)!.push(word)
  }
  return parts.filter((part) => part.length > 0).map((part) => part.join(' '))
}

/** Signs that end or enclose a part of a sentence; of nothing else but signs they are what differs. */
const trimSigns = (part: string): string => part.replace(/^["'“‘(]+|["'”’).,;:!?]+$/g, '') || part
