import type { NodeKey } from '@/lib/history/node-key'
import type { GetState, SetState } from '@/lib/studio/slice'

/** How long an undo is offered, in ms. */
export const NOTICE_MS = 10_000

/** More at a time are not read. */
const MOST = 3

/** What was done, said for a while. Errors never come here: they stand beside what they concern. */
export type Notice = { id: number; text: string } & Sequel

/** What can be done about it. */
export type Sequel = {
  /** Takes it back while the notice stands, by its button or Ctrl/Cmd+Z. */
  undo?: () => void
  go?: Way
  /** Gives way to the next that is said. */
  yields?: boolean
}

/** Where the thing that was told of can be seen, or what can be done with it; `of` a node it goes with that node. */
export type Way = { label: string; act: () => void; of?: NodeKey }

export type NoticesSlice = {
  notices: readonly Notice[]
  say: (text: string, sequel?: Sequel) => void
  dismissNotice: (id: number) => void
  undoNotice: (id: number) => void
  /** Takes back the latest thing that can be. Answers whether there was one. */
  undoLast: () => boolean
}

export function createNoticesSlice(set: SetState<NoticesSlice>, get: GetState<NoticesSlice>): NoticesSlice {
  let lastId = 0
  return {
    notices: [],
    say: (text, sequel) => {
      lastId += 1
      const standing = get().notices.filter((notice) => !notice.yields)
      const notices = [...standing, { id: lastId, text, ...sequel }]
      // An undo stands for its whole time.
      set({ notices: notices.filter((notice, at) => notice.undo || at >= notices.length - MOST) })
    },
    dismissNotice: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
    undoNotice: (id) => {
      const notice = get().notices.find((other) => other.id === id)
      get().dismissNotice(id)
      notice?.undo?.()
    },
    undoLast: () => {
      const last = get().notices.findLast((notice) => notice.undo)
      if (last) get().undoNotice(last.id)
      return last !== undefined
    },
  }
}
