'use client'

import { useMemo } from 'react'
import { useStudio } from '@/components/ui/studio-provider'
import { alignBySize } from '@/lib/studio/alignment'
import { listVeiled, veilScene } from '@/lib/studio/blind'
import { findPrimary, keyOfInput } from '@/lib/studio/follow-primary'
import { composeScene, type StageScene } from '@/lib/studio/scene'

/** What stands on the stage: what is selected or, before anything is, the primary input. */
export function useStageScene(): StageScene | undefined {
  const nodes = useStudio((state) => state.nodes)
  const selected = useStudio((state) => state.selected)
  const otherKey = useStudio((state) => state.otherKey)
  const view = useStudio((state) => state.view)
  const primary = useStudio(findPrimary)
  const veiled = useStudio(listVeiled)
  return useMemo(() => {
    const scene = composeScene({ nodes, selected, otherKey, view })
    if (scene || !primary) return scene && veilScene(scene, veiled)
    const key = keyOfInput(primary)
    const known = composeScene({ nodes, selected: [key], otherKey, view })
    if (known) return known
    const pane = {
      key,
      edit: null,
      name: primary.name,
      picture: primary.image,
      alignment: alignBySize(primary.image, primary.image),
    }
    return { panes: [pane], currentKey: key, original: pane, reference: primary.image }
  }, [nodes, selected, otherKey, view, primary, veiled])
}
