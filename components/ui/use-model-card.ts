'use client'

import { useStudio } from '@/components/ui/studio-provider'
import { findShownModel, type ShownModel } from '@/lib/studio/shown-model'

/** Who made a picture; undefined for an upload, and for a model of an older or foreign history. */
export function useModelCard(modelId: string | undefined): ShownModel | undefined {
  return useStudio((state) => findShownModel(state.cards, modelId))
}
