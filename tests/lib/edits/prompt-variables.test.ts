import { describe, expect, it } from 'vitest'
import { checkRun } from '@/lib/edits/check-run'
import { listPrompts } from '@/lib/edits/prompt-list'
import { escapePrompt, listVariables, readValues } from '@/lib/edits/prompt-variables'
import { estimateRun, planEdits } from '@/lib/edits/run-plan'
import { createCard } from '@/tests/support/cards'
import { createInput, createRunRequest } from '@/tests/support/run-requests'

const card = createCard()
const ready = { [card.id]: { state: 'ready' as const } }

describe('variables', () => {
  it('are the words in braces, each once, in order', () => {
    expect(listVariables('make the {thing} {colour}, the {thing} only')).toEqual(['thing', 'colour'])
    expect(listVariables('{ Farbe } und {größe 2}')).toEqual(['Farbe', 'größe 2'])
  })

  it('leave other things in braces as they are', () => {
    expect(listVariables('sizes {1, 2} and {} and {{x y!}} and \\{colour\\}')).toEqual([])
    expect(listPrompts('a {1, 2} b')).toEqual(['a {1, 2} b'])
  })

  it('are not called like what every object has', () => {
    expect(listVariables('a {constructor} and a {toString}')).toEqual([])
    expect(listPrompts('a {constructor}')).toEqual(['a {constructor}'])
  })

  it('make a prompt for each combination, the last one changing fastest', () => {
    expect(listPrompts('{a} on {b}', { a: ['red', 'blue'], b: ['oak', 'tin'] })).toEqual([
      'red on oak',
      'red on tin',
      'blue on oak',
      'blue on tin',
    ])
    expect(listPrompts('{a} on {b}', { a: ['red'] })).toEqual(['red on {b}'])
  })

  it('can be written out as plain braces, and back', () => {
    expect(listPrompts('\\{colour\\} and {colour}', { colour: ['red'] })).toEqual(['{colour} and red'])
    for (const text of ['a {colour} b', 'a \\{ b', 'plain', 'back\\slash {x}'])
      expect(listPrompts(escapePrompt(text), { colour: ['red'], x: ['y'] })).toEqual([text])
    expect(escapePrompt('plain \\ text')).toBe('plain \\ text')
  })

  it('take values parted by commas, each once', () => {
    expect(readValues(' red, blue ,, red, burnt\\, dark ')).toEqual(['red', 'blue', 'burnt, dark'])
  })
})

describe('a run with variables', () => {
  const request = createRunRequest({
    prompt: 'make it {colour}',
    variables: { colour: ['red', 'blue', 'green'] },
    inputs: [createInput('1'), createInput('2')],
    inputMode: 'each',
  })

  it('is planned as an edit for each value, model and photo', () => {
    const planned = planEdits(request, [card])
    expect(planned.map(({ prompt }) => prompt)).toContain('make it green')
    expect(estimateRun(planned).edits).toBe(planned.length)
    expect(planned.length % 3).toBe(0)
    expect(new Set(planned.map(({ batch }) => batch)).size).toBe(planned.length)
  })

  it('does not start before each variable has a value', () => {
    expect(checkRun(request, [card], ready)).toEqual([])
    expect(checkRun({ ...request, variables: {} }, [card], ready)).toMatchObject([
      {
        code: 'variable_missing',
        field: 'variables',
        message: 'Give {colour} a value, or write \\{ for a brace.',
      },
    ])
  })

  it('counts the longest of its prompts against the limit of a model', () => {
    const short = createCard({ promptMaxLength: 12 })
    expect(checkRun(request, [short], ready)).toMatchObject([{ code: 'prompt_too_long' }])
    const fitting = createCard({ promptMaxLength: 'make it green'.length })
    expect(checkRun(request, [fitting], ready)).toEqual([])
  })
})
