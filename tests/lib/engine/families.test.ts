import { expect, test } from 'vitest'
import { planEdit } from '@/lib/engine/engine'
import type { Step } from '@/lib/engine/operations'
import { beyond, families } from './families'

const tell = (step: Step): string => `${step.op} ${'target' in step ? step.target.kind : '-'}`

function readAll(prompt: string): string {
  const planned = planEdit({ prompt, seed: 1 })
  return planned.ok ? planned.plan.ops.map(tell).join(', ') : planned.error.message
}

/** "remove thing|subject" allows either. */
const isMeant = (does: string, told: string): boolean =>
  does.split(', ').length === told.split(', ').length &&
  does.split(', ').every((one, i) => {
    const [op = '', targets = ''] = one.split(' ')
    return targets.split('|').some((target) => told.split(', ')[i] === `${op} ${target}`)
  })

const cases = families.flatMap(({ about, does, english, chinese = [] }) =>
  [...english, ...chinese].map((prompt) => ({ about, does, prompt })),
)

test.each(cases)('$about: “$prompt”', ({ does, prompt }) => {
  const told = readAll(prompt)
  expect(isMeant(does, told) ? does : told).toBe(does)
})

const refusals = beyond.map(([prompt, offer]) => ({ prompt, offer }))

test.each(refusals)('“$prompt” is refused, naming the cloud models', ({ prompt, offer }) => {
  const planned = planEdit({ prompt, seed: 1 })
  if (planned.ok) throw new Error(`accepted: ${planned.description}`)
  expect(planned.error.code).toBe('UNSUPPORTED_INSTRUCTION')
  expect(planned.error.message).toMatch(/cloud models? \(SeedEdit (or|and) Seedream\)/)
  if (offer) expect(planned.error.suggestions).toContain(offer)
})
