'use client'

import { useState } from 'react'
import { useStageScene } from '@/components/stage/use-scene'
import { useSortedScene } from '@/components/stage/use-sorted-scene'
import { useStudioStore } from '@/components/ui/studio-provider'
import { nameComparison } from '@/lib/studio/downloads/comparison-name.client'
import { saveFile } from '@/lib/studio/downloads/save-file.client'
import { planSheet } from '@/lib/studio/stage/contact-sheet'

/** Saves what stands on the stage as one picture with labels. */
export function useSheetExport() {
  const store = useStudioStore()
  const stage = useSortedScene(useStageScene())
  const [isBusy, setBusy] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const save = async () => {
    if (!stage) return
    const { scene, viewport, cards, project, nodes } = store.getState()
    const prompt = stage.panes.find(({ key }) => key === stage.currentKey)?.edit?.prompt
    const heading = [project.name, prompt].filter(Boolean).join(' · ')
    setBusy(true)
    try {
      const { drawContactSheet } = await import('@/components/stage/contact-sheet.client')
      const file = await drawContactSheet(planSheet({ stage, scene, viewport, cards, heading }))
      saveFile(file, nameComparison(nodes, stage))
      setFailed(false)
    } catch {
      setFailed(true)
    }
    setBusy(false)
  }
  return { save, isBusy, hasFailed, canSave: stage !== undefined && stage.panes.length > 0 }
}
