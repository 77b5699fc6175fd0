import { expect, it } from 'vitest'
import { type Ability, DOES, REFUSES } from '@/components/models/local-examples'
import { planEdit } from '@/lib/engine/engine'

const promptsOf = (abilities: readonly Ability[]) => abilities.flatMap(({ examples }) => examples)

it.each(promptsOf(DOES))('the engine follows “%s”', (prompt) => {
  expect(planEdit({ prompt })).toMatchObject({ ok: true, corrections: [] })
})

it.each(promptsOf(REFUSES))('the engine refuses “%s”', (prompt) => {
  expect(planEdit({ prompt })).toMatchObject({ ok: false })
})
