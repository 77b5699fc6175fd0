import { createHash } from 'node:crypto'
import type { EditView, ImageView, RootView } from '@/lib/edits/view'

/** Records as the browser is told them, for tests: named by a word, everything else plain. */

export const imageIdOf = (word: string): string => createHash('sha256').update(word).digest('hex')

export function uuidOf(word: string): string {
  const hex = imageIdOf(word)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const imageView = (word: string, width = 902, height = 600): ImageView => ({
  id: imageIdOf(word),
  width,
  height,
  format: 'png',
  bytes: 68_000,
})

export const rootView = (word: string, change: Partial<RootView> = {}): RootView => ({
  kind: 'root',
  image: imageView(word),
  name: `${word}.jpg`,
  title: null,
  starred: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...change,
})

export const editView = (word: string, change: Partial<EditView> = {}): EditView => ({
  kind: 'edit',
  id: uuidOf(word),
  runId: uuidOf(`run of ${word}`),
  position: 0,
  modelId: 'local/engine',
  prompt: word,
  state: 'succeeded',
  failure: null,
  notes: [],
  parentEditId: null,
  inputImageId: null,
  rootImageId: null,
  image: imageView(`result ${word}`),
  seed: 4417,
  costUsd: 0,
  progress: null,
  keptShare: null,
  changeKind: null,
  alignment: null,
  title: null,
  starred: false,
  kept: false,
  createdAt: '2026-01-01T00:01:00.000Z',
  startedAt: '2026-01-01T00:01:00.000Z',
  retryAt: null,
  finishedAt: '2026-01-01T00:01:03.100Z',
  ...change,
})
