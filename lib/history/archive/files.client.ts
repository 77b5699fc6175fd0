import { AppError } from '@/lib/errors'
import { readReply, sendBody } from '@/lib/images/upload/send-body.client'

/** Where a project is downloaded as a ZIP. */
export const exportAddress = (projectId: string): string => `/api/projects/${projectId}/export`

/**
 * Asks whether a project can be exported now, without fetching it: a download has nowhere to say why not.
 * @throws AppError with the server's code
 */
export async function checkExport(signal: AbortSignal, projectId: string): Promise<void> {
  const asked = new AbortController()
  const either = AbortSignal.any([signal, asked.signal])
  const response = await fetch(exportAddress(projectId), { signal: either }).catch((cause) => {
    if (signal.aborted) throw cause
    throw new AppError('internal', 'The server does not answer. Try again in a moment.', { cause })
  })
  if (!response.ok) readReply({ status: response.status, text: await response.text() })
  asked.abort()
}

/**
 * Sends an export of a project, which becomes a new one.
 * @param onProgress is told the bytes sent so far; what follows is the server's work
 * @returns the new project's id
 * @throws AppError with the server's code; the signal's reason
 */
export async function importProject(
  signal: AbortSignal,
  file: Blob,
  onProgress: (sentBytes: number) => void,
): Promise<string> {
  const target = { method: 'POST', address: '/api/projects/import' } as const
  const { projectId } = readReply<{ projectId: string }>(await sendBody(signal, target, file, onProgress))
  if (!projectId) throw new AppError('internal')
  return projectId
}
