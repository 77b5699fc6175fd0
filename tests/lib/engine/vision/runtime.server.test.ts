import { expect, test } from 'vitest'
import { planEdit } from '@/lib/engine/engine'
import { EngineRefusal } from '@/lib/engine/refusal'
import { createRuntime } from '@/lib/engine/vision/runtime.server'
import { signal } from '../samples'

const picture = { shape: [1, 3, 320, 320], data: new Float32Array(3 * 320 * 320) }

test('where onnxruntime is lacking, what needs a model is refused, saying what is not available and what works', async () => {
  const runtime = createRuntime(1, () => Promise.reject(new Error('no build for this platform')))
  const refusal = await runtime.run(signal, 'subject', picture).catch((error: unknown) => error)
  if (!(refusal instanceof EngineRefusal)) throw refusal
  expect(refusal.code).toBe('UNSUPPORTED_INSTRUCTION')
  expect(refusal.message).toContain('not available on this machine')
  expect(refusal.message).toMatch(/subjects, backgrounds, things, faces, eyes or writing, nor upscale/)
  for (const example of refusal.details.suggestions) expect(planEdit({ prompt: example }).ok).toBe(true)
})

test('a library that could not be loaded is tried again the next time', async () => {
  let tries = 0
  const runtime = createRuntime(1, () => {
    tries++
    return Promise.reject(new Error('busy'))
  })
  for (const _ of [1, 2]) await runtime.run(signal, 'subject', picture).catch(() => undefined)
  expect(tries).toBe(2)
})
