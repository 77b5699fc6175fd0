import { fillPrompt, listVariables, type VariableValues } from '@/lib/edits/prompt-variables'

/**
 * The prompts of a run: one for each combination of values, the last variable changing fastest. A variable without a
 * value stays as it is.
 */
export function listPrompts(prompt: string, values: VariableValues = {}): string[] {
  const combinations = listVariables(prompt).reduce<Record<string, string>[]>(
    (made, name) => {
      const given = values[name] ?? []
      return given.length === 0
        ? made
        : made.flatMap((before) => given.map((value) => ({ ...before, [name]: value })))
    },
    [{}],
  )
  return combinations.map((combination) => fillPrompt(prompt, (name) => combination[name]))
}
