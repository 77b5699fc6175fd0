import 'server-only'
import type { RunRequest } from '@/lib/edits/run-request'
import { type StartRun, startRun } from '@/lib/edits/start-run.server'
import { nameUnnamed } from '@/lib/history/project-records.server'

/**
 * Starts a run; without photos, which give their own, a project without a name takes that of its words.
 * @throws AppError as `startRun`
 */
export async function startNamedRun(parts: StartRun, request: RunRequest) {
  const started = await startRun(parts, request)
  if (request.inputs.length === 0)
    await parts.db.transaction((writer) => nameUnnamed(writer, request.projectId, request.prompt))
  return started
}
