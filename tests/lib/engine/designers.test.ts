import { expect, test } from 'vitest'
import { planEdit } from '@/lib/engine/engine'
import { beyondDesign, designers } from './designers'

test.each(designers)('“%s”', (prompt, description) => {
  const planned = planEdit({ prompt, seed: 1 })
  expect(planned.ok ? planned.description : planned.error.message).toBe(`I will: ${description}`)
})

test.each(beyondDesign)('“%s” is refused', (prompt) => {
  expect(planEdit({ prompt, seed: 1 })).toMatchObject({ ok: false })
})
