'use client'

import { useMemo } from 'react'
import { useStudio } from '@/components/ui/studio-provider'
import { sortScene } from '@/lib/studio/stage/pane-sorting'
import type { StageScene } from '@/lib/studio/stage/scene'

/** The scene as it stands side by side: by the order and the filter that were chosen; in other views as it is. */
export function useSortedScene<Scene extends StageScene | undefined>(scene: Scene): Scene {
  const sorting = useStudio((state) => (state.view === 'side' ? state.sorting : null))
  return useMemo(() => (scene ? sortScene(scene, sorting) : scene) as Scene, [scene, sorting])
}
