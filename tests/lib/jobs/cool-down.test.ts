import { expect, it } from 'vitest'
import { type CoolingDown, createCoolDowns } from '@/lib/jobs/cool-down'

const waitOf = (check: () => void): number => {
  try {
    check()
    return 0
  } catch (error) {
    return (error as CoolingDown).waitMs
  }
}

it('leaves one provider alone for the longest pause that it asked for, an hour at the most', () => {
  let nowMs = 0
  const coolDowns = createCoolDowns(() => nowMs)
  coolDowns.start('aiml', 10_000)
  coolDowns.start('aiml', 2_000)
  coolDowns.start('pixazo', 86_400_000)
  nowMs = 4_000
  expect(waitOf(() => coolDowns.check('aiml'))).toBe(6_000)
  expect(waitOf(() => coolDowns.check('pixazo'))).toBe(3_596_000)
  expect(waitOf(() => coolDowns.check('local'))).toBe(0)
  nowMs = 3_600_000
  expect(waitOf(() => coolDowns.check('pixazo'))).toBe(0)
})
