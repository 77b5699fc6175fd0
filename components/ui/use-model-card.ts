'use client'

import { useStudio } from '@/components/ui/studio-provider'
import { listVeiled, veilModel } from '@/lib/studio/stage/blind'
import { findShownModel, type ShownModel } from '@/lib/studio/stage/shown-model'

/** Who made a picture, hidden while it is among those that are compared blind; undefined for an upload, and for a model of an older or foreign history. */
export function useModelCard(modelId: string | undefined): ShownModel | undefined {
  const isVeiled = useStudio((state) => listVeiled(state).some((edit) => edit.modelId === modelId))
  const model = useStudio((state) => findShownModel(state.cards, modelId))
  return model && isVeiled ? veilModel(model) : model
}
