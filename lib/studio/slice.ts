import type { ImageView, NodeView, StudioSnapshot } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import type { OutlineReply } from '@/lib/history/outline/outline-reply'
import type { HistorySearch } from '@/lib/history/search/search'
import type { Mask } from '@/lib/images/raster'
import type { ModelCard } from '@/lib/models/card'
import type { StudioCommands } from '@/lib/studio/commands'
import type { MaskWork } from '@/lib/studio/masks/mask-work'
import type { LabelWork } from '@/lib/studio/masks/part-labels'

/** How a slice changes the state it needs; zustand's own `set` and `get` fit. */
export type SetState<State> = (change: Partial<State> | ((state: State) => Partial<State>)) => void
export type GetState<State> = () => State

/** What a photo became on the server. */
export type UploadedImage = { image: ImageView; name: string }

/** How photos reach the server. Each rejects with an `AppError`, and with an abort error when told to stop. */
export type Uploads = {
  /** Fetches what the first photo will need, while the user is still looking for it. */
  prepare(): void
  /** `onProgress` tells the bytes sent so far. */
  sendFile(signal: AbortSignal, file: File, onProgress: (sentBytes: number) => void): Promise<UploadedImage>
  sendUrl(signal: AbortSignal, url: string): Promise<UploadedImage>
  /** A small picture of a local file, as a URL that this page can show; undefined when it cannot be decoded here. */
  makeThumbnail(signal: AbortSignal, file: File): Promise<string | undefined>
  releaseThumbnail(url: string): void
}

/** How maps of changes are read, and a painted mask becomes a file. Each rejects with an abort error when told to stop. */
export type ChangeMaps = {
  readMap(signal: AbortSignal, editId: string, kind: 'changes' | 'regions' | 'mask'): Promise<Mask>
  /** A mask that is an image of its own. */
  readMask(signal: AbortSignal, imageId: string): Promise<Mask>
  drawFile(signal: AbortSignal, work: MaskWork | LabelWork): Promise<Blob>
}

/** How a recipe is found, and another page of the studio opened from it. */
export type RecipeParts = {
  /** The text of a recipe in a picture, undecoded; undefined when it carries none. */
  findText(signal: AbortSignal, file: File): Promise<string | undefined>
  open(address: string): void
}

/** How more of the history is read. Each rejects with an `AppError`, and with an abort error when told to stop. */
export type HistoryReads = {
  /** Fetches what reading needs. */
  prepare(): Promise<unknown>
  readOutline(signal: AbortSignal, projectId: string): Promise<OutlineReply>
  readNodes(signal: AbortSignal, projectId: string, keys: readonly NodeKey[]): Promise<NodeView[]>
  /** A node with the other results of its run and the branches on which all of them stand. */
  readSurroundings(signal: AbortSignal, projectId: string, key: NodeKey): Promise<NodeView[]>
  findNodes(signal: AbortSignal, projectId: string, search: HistorySearch): Promise<NodeKey[]>
  /** The latest first, each once. */
  readPrompts(signal: AbortSignal, projectId: string): Promise<string[]>
}

/** What the browser keeps across reloads. */
export type Drafts = { read(key: string): string | null; write(key: string, value: string): void }

/** Everything that the slices take from outside, so that tests can hand in their own. */
export type StudioParts = {
  snapshot: StudioSnapshot
  cards: readonly ModelCard[]
  commands: StudioCommands
  uploads: Uploads
  changeMaps: ChangeMaps
  history: HistoryReads
  recipes: RecipeParts
  drafts: Drafts
  newKey: () => string
  nowMs: () => number
}
