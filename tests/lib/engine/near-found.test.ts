import { expect, test } from 'vitest'
import { planEdit } from '@/lib/engine/engine'
import { withFoundInstead } from '@/lib/engine/near-found'
import { EngineRefusal } from '@/lib/engine/refusal'
import { notFoundBut } from '@/lib/engine/vision/not-found'

const box = { x: 0, y: 0, width: 9, height: 9 }

function suggest(prompt: string): string[] {
  const planned = planEdit({ prompt })
  if (!planned.ok) throw new Error(planned.error.message)
  const error = notFoundBut('a car', [
    { label: 'cup', score: 0.5, box },
    { label: 'dining table', score: 0.4, box },
  ])
  return (withFoundInstead(error, prompt, planned.plan) as EngineRefusal).details.suggestions
}

test('where a thing is not found, the same is offered for what was found', () => {
  expect(suggest('make the car red')).toEqual([
    'make the cup red',
    'make the dining table red',
    'make the subject red',
  ])
  expect(suggest('make it brighter and remove the Car')[0]).toBe('make it brighter and remove the cup')
})

test('an instruction that names nothing has nothing to replace', () => {
  expect(suggest('make the sky bluer')).toEqual([])
})

test('other errors stay what they are', () => {
  const error = new EngineRefusal({ code: 'TOO_LARGE', message: 'Too large.' })
  const planned = planEdit({ prompt: 'remove the dog' })
  expect(planned.ok && withFoundInstead(error, 'remove the dog', planned.plan)).toBe(error)
})
