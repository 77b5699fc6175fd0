import type { ErrorReport } from '@/lib/errors'

const MESSAGE = 'The server does not answer. Nothing was lost; try again in a moment.'

/** A command that never reached the server, in the form of its answer: for `.catch` behind every command. */
export const unreached = (): { ok: false; error: ErrorReport } => ({
  ok: false,
  error: { code: 'internal', message: MESSAGE },
})
