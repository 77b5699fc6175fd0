import { expect, test } from 'vitest'
import { planEdit } from '@/lib/engine/engine'

const plan = (prompt: string, hasSelection: boolean) => {
  const planned = planEdit(
    { prompt, guidance: 5.5, seed: 1, watermark: false, size: 'auto' },
    { hasSelection },
  )
  return planned.ok ? planned.description : planned.error
}

test.each([
  ['make this blue', 'I will: paint what is selected blue'],
  ['make the selected object red', 'I will: paint what is selected red'],
  ['把这个变成蓝色', 'I will: paint what is selected blue'],
  ['移除这个', 'I will: remove what is selected and fill its place'],
  ['把选区变成蓝色', 'I will: paint what is selected blue'],
  ['blur everything except this', 'I will: blur everything except what is selected'],
])('%s means what is selected, and is refused helpfully when nothing is', (prompt, description) => {
  expect(plan(prompt, true)).toBe(description)
  expect(plan(prompt, false)).toMatchObject({
    code: 'TARGET_NOT_FOUND',
    message: expect.stringContaining('Nothing is selected'),
  })
})

test.each([
  ['make this red bowl blue', 'I will: paint the red bowl blue'],
  ['blur the background', 'I will: blur the background'],
  ['crop to a square', 'I will: crop to a square'],
])('%s means the same with something selected', (prompt, description) => {
  expect([plan(prompt, true), plan(prompt, false)]).toEqual([description, description])
})

test('“it” is what is selected, or the picture when nothing is', () => {
  expect(plan('make it blue', true)).toBe('I will: paint what is selected blue')
  expect(plan('把它变成蓝色', true)).toBe('I will: paint what is selected blue')
  expect(plan('make it blue', false)).toMatchObject({ code: 'UNSUPPORTED_INSTRUCTION' })
  expect(plan('make it brighter', false)).toBe('I will: make the picture 20 % brighter')
})

test('what cannot be followed with a selection either is refused for its own reason', () => {
  expect(plan('make this taller', false)).toMatchObject({ code: 'UNSUPPORTED_INSTRUCTION' })
  expect(plan('make this taller', true)).toMatchObject({ code: 'UNSUPPORTED_INSTRUCTION' })
})

test.each(['add snow to it', 'make it snow', 'put snow on this', 'add some sand to it', 'add gold to this'])(
  '%s asks for new content, not for paint on what is selected',
  (prompt) => {
    for (const hasSelection of [true, false])
      expect(plan(prompt, hasSelection)).toMatchObject({
        code: 'UNSUPPORTED_INSTRUCTION',
        message: expect.stringContaining('makes new content'),
      })
  },
)

test.each([
  ['make this snow white', 'I will: paint what is selected snowwhite'],
  ['make it gold', 'I will: paint what is selected gold'],
  ['add a gold frame', 'I will: add a gold frame of 4 %'],
])('%s names a colour', (prompt, description) => {
  expect(plan(prompt, true)).toBe(description)
})
