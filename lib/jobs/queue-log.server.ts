import 'server-only'
import { Logger } from 'graphile-worker'

/** Only what is wrong is worth a line; each job of an edit is told by the edit's own states. */
export const quiet = new Logger(() => (level, message) => {
  if (level === 'error') console.error(`queue: ${message}`)
})
