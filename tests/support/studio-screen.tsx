import { cleanup, configure, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, vi } from 'vitest'
import { StudioProvider } from '@/components/ui/studio-provider'
import type { HistoryExcerpt, InputView, NodeView } from '@/lib/edits/view'
import { findEmbeddedText } from '@/lib/images/formats/embedded-text'
import { MODELS } from '@/lib/models/catalogue'
import type { StudioCommands } from '@/lib/studio/commands'
import type { HistoryReads, StudioParts } from '@/lib/studio/slice'
import { createStudioStore, type StudioStore } from '@/lib/studio/studio-store'
import { uuidOf } from '@/tests/support/node-views'

// Parts are fetched when they are needed; on a busy machine that takes longer than the second that is the default.
configure({ asyncUtilTimeout: 15_000 })

/** A history of which nothing more can be read. */
export const silentHistory: HistoryReads = {
  prepare: () => Promise.resolve(),
  readOutline: () => new Promise(() => {}),
  readNodes: () => new Promise(() => {}),
  readSurroundings: () => new Promise(() => {}),
  findNodes: () => new Promise(() => {}),
  readPrompts: () => new Promise(() => {}),
}

/** A store as the page makes it, with commands that say yes and are written down. */
export function createTestStore({
  nodes = [],
  excerpt,
  inputs = [],
  commands = {},
  parts = {},
}: {
  nodes?: NodeView[]
  excerpt?: HistoryExcerpt
  inputs?: InputView[]
  commands?: Partial<StudioCommands>
  parts?: Partial<StudioParts>
}) {
  const given: Record<string, unknown[][]> = {}
  const answering = new Proxy({} as StudioCommands, {
    get:
      (_target, name: keyof StudioCommands) =>
      (...values: unknown[]) => {
        given[name] = [...(given[name] ?? []), values]
        const answer = commands[name] as ((...values: unknown[]) => Promise<unknown>) | undefined
        return answer ? answer(...values) : Promise.resolve({ ok: true, inputs: [], removed: [], edits: [] })
      },
  })
  let keys = 0
  const store = createStudioStore({
    snapshot: {
      project: { id: uuidOf('project'), name: 'Project' },
      inputs,
      nodes,
      excerpt,
      availability: Object.fromEntries(MODELS.map((card) => [card.id, { state: 'ready' as const }])),
      lastEventId: 0,
    },
    cards: MODELS,
    commands: answering,
    uploads: {
      prepare: () => {},
      sendFile: () => new Promise(() => {}),
      sendUrl: () => new Promise(() => {}),
      makeThumbnail: () => Promise.resolve(undefined),
      releaseThumbnail: () => {},
    },
    changeMaps: {
      readMap: () => new Promise(() => {}),
      readMask: () => new Promise(() => {}),
      drawFile: () => Promise.resolve(new Blob()),
    },
    recipes: { findText: findEmbeddedText, open: () => {} },
    history: silentHistory,
    drafts: { read: () => null, write: () => {} },
    newKey: () => uuidOf(`key ${keys++}`),
    nowMs: () => 0,
    ...parts,
  })
  return { store, given }
}

export function renderWith(store: StudioStore, part: ReactNode) {
  return render(<StudioProvider store={store}>{part}</StudioProvider>)
}

/** What jsdom lacks of a browser and the screen needs. Call once in a test file. */
export function standInForBrowser(): void {
  beforeEach(() => {
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe() {}
        disconnect() {}
      },
    )
    vi.stubGlobal('matchMedia', () => ({
      matches: false,
      addEventListener: () => {},
      removeEventListener: () => {},
    }))
    vi.stubGlobal('devicePixelRatio', 1)
  })
  afterEach(() => {
    cleanup()
    vi.unstubAllGlobals()
  })
}
