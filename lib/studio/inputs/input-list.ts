import type { InputView } from '@/lib/edits/view'
import { messageOf } from '@/lib/errors'
import { checkFile } from '@/lib/images/limits'

export const TOO_MANY = 'You can use up to 16 images'

/** An entry of "Input images": there, on its way, or broken off on its way. Thumbnails are of the local file. */
export type InputItem = { key: string; name: string; thumbnailUrl?: string } & (
  | { state: 'ready'; input: InputView }
  | { state: 'waiting' | 'sending'; sentBytes: number; sizeBytes: number }
  | { state: 'lost'; sentBytes: number; sizeBytes: number; reason: string }
)

/** A file that cannot be an input; it stays in sight with its reason until it is removed. */
export type RefusedFile = { key: string; name: string; reason: string }

export const waitingItem = (key: string, name: string, sizeBytes: number): InputItem => ({
  state: 'waiting',
  key,
  name,
  sentBytes: 0,
  sizeBytes,
})

/** A file that there was no room for, by the key of its refusal. */
export type LateFile = { key: string; file: File }

/** Files that can be inputs, as many as there is room for, and the others with their reason. */
export function sortFiles(files: readonly File[], freePlaces: number, newKey: () => string) {
  const taken: File[] = []
  const refused: RefusedFile[] = []
  const late: LateFile[] = []
  for (const file of files) {
    const code = checkFile(file)
    if (!code && taken.length < freePlaces) {
      taken.push(file)
      continue
    }
    const key = newKey()
    refused.push({ key, name: file.name, reason: code ? messageOf(code) : TOO_MANY })
    if (!code) late.push({ key, file })
  }
  return { taken, refused, late }
}

export const isReady = (item: InputItem): item is Extract<InputItem, { state: 'ready' }> =>
  item.state === 'ready'

export const isOnItsWay = ({ state }: InputItem): boolean => state === 'waiting' || state === 'sending'

/** What the next run gets, in order; the first is the primary. */
export const readyInputs = (items: readonly InputItem[]): InputView[] =>
  items.filter(isReady).map((item) => item.input)

export function moveItem(items: readonly InputItem[], key: string, to: number): InputItem[] {
  const item = items.find((other) => other.key === key)
  if (!item) return [...items]
  const others = items.filter((other) => other.key !== key)
  return others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, item)
}

/** The server's list with what is still on its way behind it; entries that are the same keep their key. */
export function mergeInputs(
  items: readonly InputItem[],
  inputs: readonly InputView[],
  newKey: () => string,
): InputItem[] {
  const known = items.filter(isReady)
  const merged = inputs.map((input): InputItem => {
    const at = known.findIndex((item) => item.input.imageId === input.imageId)
    const old = at < 0 ? undefined : known.splice(at, 1)[0]
    return {
      state: 'ready',
      key: old?.key ?? newKey(),
      name: input.name,
      input,
      thumbnailUrl: old?.thumbnailUrl,
    }
  })
  return [...merged, ...items.filter((item) => !isReady(item))]
}
