import { expect, test } from 'vitest'
import { planEdit } from '@/lib/engine/engine'

function tellPlan(prompt: string): string {
  const planned = planEdit({ prompt, seed: 1 })
  return planned.ok ? planned.description : planned.error.message
}

test.each([
  ['make the grass greener and less yellow', 'I will: tint the grass green'],
  ['make the grass less yellow and greener', 'I will: tint the grass green'],
  ['redder and less orange', 'I will: tint the picture red'],
])('“%s” is one move towards the hue that is wanted', (prompt, description) => {
  expect(tellPlan(prompt)).toBe(description)
})

test('the larger of both amounts counts', () => {
  const planned = planEdit({ prompt: 'slightly greener and less yellow', seed: 1 })
  const alone = planEdit({ prompt: 'greener', seed: 1 })
  expect(planned.ok && planned.plan.ops).toEqual(alone.ok && alone.plan.ops)
})

test.each([
  'greener and less red',
  'bluer and less yellow',
  'make the grass greener and make the sky less yellow',
])('“%s” stays two moves', (prompt) => {
  const planned = planEdit({ prompt, seed: 1 })
  expect(planned.ok && planned.plan.ops).toHaveLength(2)
})
