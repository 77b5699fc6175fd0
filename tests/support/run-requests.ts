import { randomUUID } from 'node:crypto'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import type { RunInput, RunRequest } from '@/lib/edits/run-request'

/** An upload as an input; the digit tells one image from another. */
export const createInput = (digit = '1', editId: string | null = null): RunInput => ({
  imageId: digit.repeat(64).slice(0, 64),
  editId,
  name: `photo ${digit}.jpg`,
})

export function createRunRequest(given: Partial<RunRequest> = {}): RunRequest {
  return {
    projectId: randomUUID(),
    clientKey: randomUUID(),
    prompt: 'black and white',
    inputs: [createInput()],
    modelIds: ['local/engine'],
    settings: DEFAULT_RUN_SETTINGS,
    inputMode: 'primary',
    sweep: {},
    ...given,
  }
}
