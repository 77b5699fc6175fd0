import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { planEdit } from '@/lib/engine/engine'
import { operations } from '@/lib/engine/operations'
import { editPlanSchema } from '@/lib/engine/plan'
import { accepted } from './accepted'
import { chinese } from './chinese'
import { refused } from './refused'
import { targeted } from './targeted'

const plan = (prompt: string) => planEdit({ prompt, seed: 1 })

function requirePlan(prompt: string) {
  const planned = plan(prompt)
  if (!planned.ok) throw new Error(planned.error.message)
  return planned
}

function requireError(prompt: string) {
  const planned = plan(prompt)
  if (planned.ok) throw new Error(`"${prompt}" was accepted: ${planned.description}`)
  return planned.error
}

const acceptedCases = accepted.map(([prompt, ...steps]) => ({ prompt, steps }))

test.each(acceptedCases)('“$prompt” becomes exactly its steps', ({ prompt, steps }) => {
  const planned = requirePlan(prompt)
  const bare = planned.plan.ops.map((step) => {
    const { target, ...rest } = { target: { kind: 'image' }, ...step }
    expect(target).toEqual({ kind: 'image' })
    return rest
  })
  expect(bare).toEqual(steps)
  expect(editPlanSchema.parse(planned.plan)).toEqual(planned.plan)
})

const targetedCases = targeted.map(([prompt, ...steps]) => ({ prompt, steps }))

test.each(targetedCases)('“$prompt” becomes exactly its steps and targets', ({ prompt, steps }) => {
  const planned = requirePlan(prompt)
  expect(planned.plan.ops).toEqual(steps)
  expect(editPlanSchema.parse(planned.plan)).toEqual(planned.plan)
})

test.each(chinese)('“%s” means “%s”', (prompt, english) => {
  expect(requirePlan(prompt).plan.ops).toEqual(requirePlan(english).plan.ops)
})

test.each(refused)('“%s” is refused, naming “%s” because it %s', (prompt, clause, reason) => {
  const error = requireError(prompt)
  expect(error.code).toBe('UNSUPPORTED_INSTRUCTION')
  expect(error.clause).toBe(clause)
  expect(error.message).toContain(clause)
  expect(error.message).toContain(reason)
  expect(error.canDo).toHaveLength(5)
})

test('the tables are as large as they should be', () => {
  expect(accepted.length).toBeGreaterThanOrEqual(150)
  expect(refused.length).toBeGreaterThanOrEqual(60)
})

test('every example of every operation is accepted and becomes that operation', () => {
  for (const { examples, schema } of operations)
    for (const example of examples)
      expect(requirePlan(example).plan.ops.map(({ op }) => op)).toEqual([schema.shape.op.value])
})

test('what the engine says it can do, it can do', () => {
  for (const [prompt] of refused) {
    const { canDo, suggestions } = requireError(prompt)
    for (const example of [...canDo, ...suggestions]) expect(plan(example).ok).toBe(true)
  }
})

test('a refusal of a generative wish names the cloud models', () => {
  for (const prompt of [
    'add a hat',
    'replace the sky',
    'make her smile',
    'translate the text',
    'put it on a beach',
  ])
    expect(requireError(prompt).message).toContain('cloud models')
})

test.each([
  ['make the cup {blue', ['make the cup blue']],
  ['make the background fluffy white', ['make the background white']],
  ['make the car happy', ['make the subject brighter', 'cut out the subject']],
  ['make the bowl fluffy blue', ['make the subject blue', 'make the subject brighter']],
  ['remove the watermark', ['remove the text']],
])('“%s” is answered with what is near to it in meaning', (prompt, expected) => {
  expect(requireError(prompt).suggestions.slice(0, expected.length)).toEqual(expected)
})

test.each([
  ['make the orange suit blue, keep the face', 'make the orange suit blue', 'keep the face'],
  [
    "don't change the eyes but make the cat's face brighter",
    "make the cat's face brighter",
    "don't change the eyes",
  ],
])('of “%s” the part that can be done is offered', (prompt, part, kept) => {
  const { suggestions, clause, message } = requireError(prompt)
  expect(suggestions).toEqual([part])
  expect(clause).toBe(kept)
  expect(message).toMatch(/I cannot tell the \w+ apart from .* stays as it is anyway\.$/)
})

test('nobody is offered what is about a thing that was not named', () => {
  for (const prompt of ['remove it all', 'make the cup happy', 'delete the cables', 'paint it'])
    expect(requireError(prompt).suggestions.join()).not.toMatch(/dog|bottle|bowl|flower|cat/)
})

test.each([
  'make the bowl fluffy',
  'remove the bags under her eyes',
  'crop out the person on the left',
  'paint the car with flowers',
  'make the sky dramatic and fluffy',
])('“%s”: nothing is offered that would have to be found first', (prompt) => {
  const { suggestions, canDo } = requireError(prompt)
  const named = [...suggestions, ...canDo].flatMap((offer) => requirePlan(offer).plan.ops)
  const kinds = named.map((step) => ('target' in step ? step.target.kind : 'image'))
  expect(canDo).toHaveLength(5)
  for (const kind of kinds) expect(['image', 'subject', 'background', 'region', 'colour']).toContain(kind)
  expect([...suggestions, ...canDo].join()).not.toMatch(/bowl|bags|person|car|sky/)
})

test('nothing is offered in place of an indecent wish, nor the opposite of what was asked', () => {
  expect(requireError('undress her').suggestions).toEqual([])
  expect(requireError("don't make it fluffy").suggestions).not.toContain('make it')
})

test('a wish that comes near to something known is answered with suggestions', () => {
  expect(requireError('brightness').suggestions).toContain('make it brighter')
  expect(requireError('blur the hair').suggestions[0]).toBe('blur it')
})

test('the plan is told as one sentence', () => {
  expect(requirePlan('make it black and white and add a vignette').description).toBe(
    'I will: make the picture black and white, then add a vignette',
  )
  expect(requirePlan('slightly warmer, crop to 16:9, add text "Hi" top left in red').description).toBe(
    'I will: make the picture 16 % warmer, then crop to 16:9, then write “Hi” in red at the top left',
  )
})

test('a mended typo is told', () => {
  expect(requirePlan('make it birghter').corrections).toEqual([{ typed: 'birghter', read: 'brighter' }])
  expect(requirePlan('blur teh background adn sharpen it').corrections).toEqual([
    { typed: 'teh', read: 'the' },
    { typed: 'adn', read: 'and' },
  ])
  expect(requirePlan('make it brighter').corrections).toEqual([])
  expect(requirePlan('brighten the tomatoes and the strawberries').corrections).toEqual([])
})

test.each([
  ['make the dog fluffy grene', '“grene” as “green”'],
  ['blur teh hair', '“teh” as “the”'],
])('what was mended in “%s” is told though it is refused', (prompt, read) => {
  expect(requireError(prompt).message).toContain(` I read ${read}.`)
})

test('a refusal without a slip tells of none', () => {
  expect(requireError('make the block fluffy').message).not.toContain('I read')
})

test('a quote is kept to the letter, spelling mistakes and capitals included', () => {
  const [step] = requirePlan('ADD TEXT "Brigther & GRAY, then; gone!" Top Left').plan.ops
  expect(step).toMatchObject({ op: 'text', text: 'Brigther & GRAY, then; gone!', place: 'top left' })
})

test('settings become part of the plan', () => {
  const planned = planEdit({ prompt: 'sepia', seed: 42, guidance: 7, watermark: true, size: '800x600' })
  expect(planned).toMatchObject({
    ok: true,
    plan: { seed: 42, guidance: 7, watermark: true, size: { width: 800, height: 600 } },
  })
})

test.each([
  { guidance: 0.5 },
  { guidance: 11 },
  { seed: -2 },
  { seed: 1.5 },
  { size: '9x9' },
  { size: 'big' },
])('settings outside the range throw: %j', (settings) => {
  expect(() => planEdit({ prompt: 'sepia', ...settings })).toThrow()
})

test('an empty instruction says what can be said', () => {
  for (const prompt of ['', '   ', '.', ',;'])
    expect(requireError(prompt).message).toContain('Say what should')
})

test('a very long list is refused and not worked through', () => {
  const error = requireError(Array.from({ length: 60 }, () => 'brighter').join(' and '))
  expect(error.message).toContain('up to 6 parts')
})

test('understanding needs nothing of Node: it can be bundled for a browser', async () => {
  const { metafile } = await build({
    entryPoints: ['lib/engine/engine.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    alias: { '@': process.cwd() },
    logLevel: 'silent',
  })
  expect(Object.keys(metafile.inputs).filter((file) => file.includes('.server.'))).toEqual([])
})

test('who wants a new thing is not offered what is done to one that is there', () => {
  expect(requireError('add a dog').suggestions.join()).not.toContain('dog')
  expect(requireError('add a dog').canDo.join()).not.toContain('dog')
  expect(requireError('put a hat on the dog').suggestions).toContain('make the subject brighter')
})

test.each([
  ['pblack and white', 'black'],
  ['gmake it brighter', 'make'],
])('a letter too many before “%s” is mended', (prompt, read) => {
  const planned = plan(prompt)
  expect(planned.ok && planned.corrections.map((each) => each.read)).toEqual([read])
})

test('a word that may begin as it does is no slip', () => {
  expect(plan('add a flight').ok).toBe(false)
})

test.each([
  ['write "AUTUMN" in the sky', 'I will: write “AUTUMN” at the top'],
  ['put the word "HI" in the sky in yellow', 'I will: write “HI” in yellow at the top'],
  ['write "HI" top right in the sky', 'I will: write “HI” at the top right'],
])('%s stands where the sky is', (prompt, description) => {
  expect(plan(prompt)).toMatchObject({ ok: true, description })
})

test.each(['make everything blue', 'turn everything blue', 'everything in blue', 'colour everything blue'])(
  '“%s” lays that colour over the picture, clearly',
  (prompt) => {
    const { ops } = requirePlan(prompt).plan
    expect(ops).toEqual([{ op: 'tint', target: { kind: 'image' }, colour: '#0000ff', amount: 2 }])
  },
)

test.each([
  'remove everything blue',
  'keep everything blue',
  'make everything white',
  'select everything blue',
])('“%s” tints nothing', (prompt) => {
  const planned = plan(prompt)
  expect(planned.ok ? planned.description : '').not.toContain('tint')
})

test('the colours of a duotone may stand before it', () => {
  const { ops } = requirePlan('purple and green duotone').plan
  expect(ops).toEqual(requirePlan('duotone in purple and green').plan.ops)
})

test('everything but one thing is tinted too', () => {
  const { description } = requirePlan('make everything blue except the sky')
  expect(description).toBe('I will: tint everything except the sky strongly blue')
})
