'use client'

import { Field } from '@/components/ui/field'
import { FieldProblem } from '@/components/ui/field-problem'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useRefused } from '@/components/ui/use-field-problem'
import { listVariables, readValues } from '@/lib/edits/prompt-variables'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** A field for each variable of the prompt: one value, or several parted by commas. */
export default function VariableFields() {
  const store = useStudioStore()
  const prompt = useStudio((state) => state.prompt)
  const variables = useStudio((state) => state.variables)
  const refused = useRefused('variables')
  return (
    <div id={fieldId('variables')} tabIndex={-1} className="flex flex-col gap-1 px-1 pb-1">
      <div className="flex flex-wrap gap-x-3 gap-y-1">
        {listVariables(prompt).map((name) => {
          const count = readValues(variables[name] ?? '').length
          return (
            <div key={name} className="flex min-w-40 flex-1 items-center gap-2 text-ui">
              <span className="max-w-32 shrink-0 truncate text-ink-2">{name}</span>
              <Field
                aria-label={`Values of ${name}`}
                {...(count === 0 && refused)}
                placeholder="a value, or several: red, blue"
                value={variables[name] ?? ''}
                onChange={(event) => store.getState().writeVariable(name, event.target.value)}
              />
              {count > 1 && <span className="shrink-0 text-ink-3 text-meta">{count} values</span>}
            </div>
          )
        })}
      </div>
      <FieldProblem field="variables" />
    </div>
  )
}
