import 'server-only'
import type { Records } from '@/lib/db/connection.server'
import type { RunRequest } from '@/lib/edits/run-request'
import { type StartRun, startRun } from '@/lib/edits/start-run.server'
import { nameAfterWords } from '@/lib/history/project-records.server'

/**
 * Starts a run; without photos, which give their own, a project without a name takes that of its words.
 * @throws AppError as `startRun`
 */
export async function startNamedRun(parts: StartRun, request: RunRequest) {
  const started = await startRun(parts, request)
  if (request.inputs.length === 0) await nameAfter(parts.db, request)
  return started
}

/** The run is on its way by now: told as refused, it would be started a second time. */
async function nameAfter(db: Records, { projectId, prompt }: RunRequest): Promise<void> {
  const named = db.transaction((writer) => nameAfterWords(writer, projectId, prompt))
  await named.catch((error) => console.error('run: its project could not be named', error))
}
