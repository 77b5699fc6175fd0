import type { ErrorReport } from '@/lib/errors'

/** What a thread is told when it starts. */
export type ThreadData = { isBackground: boolean }

/** What the pool and one of its threads say to each other. A thread does one task at a time. */
export type ToThread = { kind: 'run'; task: string; payload: unknown; isWatched: boolean } | { kind: 'abort' }

export type FromThread =
  | { kind: 'progress'; value: number }
  | { kind: 'done'; value: unknown }
  | { kind: 'failed'; error: ErrorReport; details?: unknown }
