'use client'

import { useStudio } from '@/components/ui/studio-provider'
import type { ModelCard } from '@/lib/models/card'

/** The card of a model; undefined for an upload, and for a model of an older or foreign history. */
export function useModelCard(modelId: string | undefined): ModelCard | undefined {
  return useStudio((state) => state.cards.find((card) => card.id === modelId))
}
