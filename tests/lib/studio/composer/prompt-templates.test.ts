import { expect, test } from 'vitest'
import { listPrompts } from '@/lib/edits/prompt-list'
import { listVariables } from '@/lib/edits/prompt-variables'
import { planEdit } from '@/lib/engine/engine'
import { PROMPT_TEMPLATES } from '@/lib/studio/composer/prompt-templates'

test.each(PROMPT_TEMPLATES)(
  'the template $name says what the local engine can do',
  ({ text, example, isLocal }) => {
    expect(Object.keys(example)).toEqual(listVariables(text))
    const values = Object.fromEntries(Object.entries(example).map(([name, value]) => [name, [value]]))
    const [prompt] = listPrompts(text, values)
    const planned = planEdit({ prompt: prompt!, guidance: 5.5, seed: 1 })
    expect(planned.ok, JSON.stringify(planned)).toBe(isLocal)
  },
)
