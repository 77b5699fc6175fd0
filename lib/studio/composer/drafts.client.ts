import type { Drafts } from '@/lib/studio/slice'

/** Local storage; where it is full or forbidden a draft is not worth an error. */
export const drafts: Drafts = {
  read: (key) => attempt(() => localStorage.getItem(key)) ?? null,
  write: (key, value) => {
    attempt(() => localStorage.setItem(key, value))
  },
}

function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
