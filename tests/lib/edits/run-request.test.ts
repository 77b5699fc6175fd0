import { expect, it } from 'vitest'
import { PROMPT_MAX_LENGTH, runRequestSchema } from '@/lib/edits/run-request'

const input = { imageId: 'a'.repeat(64), editId: null, name: 'cat.jpg' }
const request = {
  projectId: '9f0d2f6e-6d0c-4b36-9a57-0d4d8f1a3c11',
  clientKey: '9f0d2f6e-6d0c-4b36-9a57-0d4d8f1a3c12',
  prompt: 'sepia',
  inputs: [input],
  modelIds: ['local/engine'],
  settings: { guidance: 5.5, seed: null, watermark: false, size: 'input', results: 1 },
}
const refusals = (more: object) =>
  runRequestSchema.safeParse({ ...request, ...more }).error?.issues.map(({ message }) => message)

it('takes the longest prompt and sixteen inputs', () => {
  expect(refusals({ prompt: 'a'.repeat(PROMPT_MAX_LENGTH), inputs: Array(16).fill(input) })).toBeUndefined()
})

it('refuses one more of either by the code of its limit', () => {
  expect(refusals({ prompt: 'a'.repeat(PROMPT_MAX_LENGTH + 1) })).toEqual(['prompt_too_long'])
  expect(refusals({ inputs: Array(17).fill(input) })).toEqual(['too_many_inputs'])
})
