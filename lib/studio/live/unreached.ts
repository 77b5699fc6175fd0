import type { ErrorReport } from '@/lib/errors'

const MESSAGE = 'The server does not answer. Nothing was lost; try again in a moment.'

/** Said where the server was built anew since this page was loaded. */
export const OUTDATED = 'The studio was updated. Reload the page; your draft is kept.'

/** A command that never reached the server, in the form of its answer: for `.catch` behind every command. */
export const unreached = (error?: unknown): { ok: false; error: ErrorReport } => ({
  ok: false,
  error: { code: 'internal', message: isUnknownCommand(error) ? OUTDATED : MESSAGE },
})

/** How Next tells that the server has no such action: it was built anew since this page was loaded. */
const isUnknownCommand = (error: unknown): boolean =>
  error instanceof Error && error.name === 'UnrecognizedActionError'
