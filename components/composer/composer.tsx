'use client'

import type { FormEvent, MouseEvent } from 'react'
import { focusField } from '@/components/composer/focus-field'
import { Models } from '@/components/composer/models'
import { PromptField } from '@/components/composer/prompt-field'
import { PromptTools } from '@/components/composer/prompt-tools'
import { RunStatus } from '@/components/composer/run-status'
import { SettingsButton } from '@/components/composer/settings-button'
import { useRunKey } from '@/components/composer/use-run-key'
import { useRunPlan } from '@/components/composer/use-run-plan'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field-problem'
import { ImagePlus } from '@/components/ui/icons'
import { Kbd } from '@/components/ui/kbd'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { Thumbnail } from '@/components/ui/thumbnail'
import type { RunField } from '@/lib/edits/check-run'
import { listVariables } from '@/lib/edits/prompt-variables'
import { isUpload } from '@/lib/history/node-key'
import { thumbAddress } from '@/lib/studio/image-address'
import { isReady } from '@/lib/studio/inputs/input-list'
import { isSetting, UNEDITED_ID } from '@/lib/studio/keys/field-focus'
import { findSelection } from '@/lib/studio/selection/selecting'

const inputMode = createPart(() => import('@/components/composer/input-mode'))
const askLargeRun = createPart(() => import('@/components/composer/ask-large-run'))
const selectionChip = createPart(() => import('@/components/composer/selection-chip'))
const changingNote = createPart(() => import('@/components/composer/changing-note'))
const uneditedNote = createPart(() => import('@/components/composer/unedited-note'))
const variableFields = createPart(() => import('@/components/composer/variable-fields'))
const settingsPanel = createPart(() => import('@/components/composer/settings'))

/**
 * The form "Edit". Run stays pressable: what is missing is said beside its control, which takes the focus; `onMissing`
 * brings it into sight where it stands elsewhere.
 */
export function Composer({ onMissing }: { onMissing?: (field: RunField) => void }) {
  const store = useStudioStore()
  const isSettingsOpen = useStudio((state) => state.isSettingsOpen)
  const isStarting = useStudio((state) => state.isStarting)
  const runError = useStudio((state) => state.runError)
  const primary = useStudio((state) => state.items.find(isReady))
  const hasSeveral = useStudio((state) => state.items.length > 1)
  const mayShowOther = useStudio(({ items, selected }) => items.length > 1 || isUpload(selected.at(-1)))
  const hasSelection = useStudio((state) => findSelection(state) !== undefined)
  const largeRun = useStudio((state) => state.largeRun)
  const { plan, problems, cards } = useRunPlan()
  const changing = useStudio((state) => state.changing)
  const hasVariables = useStudio((state) => listVariables(state.prompt).length > 0)

  const run = async () => {
    const problem = await store.getState().run()
    if (!problem) return
    if (isSetting(problem.field) && !store.getState().isSettingsOpen) store.getState().toggleSettings()
    onMissing?.(problem.field)
    focusField(problem.field)
  }
  const keyHint = useRunKey(() => void run())
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    void run()
  }
  // The second press of a double click is no second wish.
  const handleClick = (event: MouseEvent) => event.detail > 1 && event.preventDefault()

  return (
    <form aria-label="Edit" noValidate onSubmit={handleSubmit} className="flex flex-col gap-1">
      {isSettingsOpen && <OnDemand part={settingsPanel} given={{}} />}
      <div className="flex items-start gap-2 py-0.5 pl-0.5 @max-[640px]/stage:flex-wrap max-sm:gap-3">
        <Thumbnail
          src={primary && (primary.thumbnailUrl ?? thumbAddress(primary.input.imageId))}
          size="medium"
          className="max-sm:size-10"
        >
          {!primary && <ImagePlus aria-hidden="true" />}
        </Thumbnail>
        <PromptField />
        <PromptTools />
        {hasSeveral && <OnDemand part={inputMode} given={{}} />}
      </div>
      {hasSelection && <OnDemand part={selectionChip} given={{}} />}
      {mayShowOther && <OnDemand part={uneditedNote} given={{}} />}
      {changing && <OnDemand part={changingNote} given={{ changing }} />}
      {hasVariables && <OnDemand part={variableFields} given={{}} />}
      <FieldProblem field="prompt" />
      <div className="flex min-h-8 items-end gap-1 has-data-open:flex-wrap has-data-open:items-center @max-[640px]/stage:flex-wrap @max-[640px]/stage:items-center">
        <Models />
        <span className="mx-0.5 mb-2 h-4 w-px shrink-0 bg-line-strong peer-data-open:hidden @max-[640px]/stage:hidden" />
        <SettingsButton cards={cards} />
        <RunStatus plan={plan} problems={problems} />
        <Button
          type="submit"
          look="primary"
          aria-label="Run"
          aria-describedby={mayShowOther ? UNEDITED_ID : undefined}
          isBusy={isStarting}
          onClick={handleClick}
          className="max-sm:h-12 max-sm:w-full max-sm:rounded-3 max-sm:text-[15px]"
        >
          Run
          <span className="pointer-coarse:hidden">
            <Kbd inherit>{keyHint}</Kbd>
          </span>
        </Button>
      </div>
      <FieldProblem field="models" />
      {largeRun && <OnDemand part={askLargeRun} given={{ largeRun }} />}
      {runError && <Alert>{runError.message}</Alert>}
    </form>
  )
}
