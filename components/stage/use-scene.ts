'use client'

import { useMemo } from 'react'
import { useStudio } from '@/components/ui/studio-provider'
import type { InputView, NodeView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { keyOfInput } from '@/lib/studio/inputs/follow-primary'
import { findPrimary } from '@/lib/studio/inputs/primary-input'
import { isMaskShown } from '@/lib/studio/masks/mask-slice'
import type { Parts } from '@/lib/studio/masks/parts'
import { isPointing } from '@/lib/studio/selection/pointing'
import { alignBySize } from '@/lib/studio/stage/alignment'
import { listVeiled, veilScene } from '@/lib/studio/stage/blind'
import { alignNode, composeScene, type StageScene, toPane } from '@/lib/studio/stage/scene'

/** What stands on the stage: what is selected or, before anything is, the primary input. */
export function useStageScene(): StageScene | undefined {
  const nodes = useStudio((state) => state.nodes)
  const selected = useStudio((state) => state.selected)
  const otherKey = useStudio((state) => state.otherKey)
  const view = useStudio((state) => state.view)
  const primary = useStudio(findPrimary)
  const veiled = useStudio(listVeiled)
  const parts = useStudio((state) => (isMaskShown(state) ? state.parts : null))
  const isSelectShown = useStudio(isPointing)
  return useMemo(() => {
    if (isSelectShown && primary) return showAlone(primary)
    if (parts && nodes[parts.originalKey]) return showParts(nodes, parts)
    const scene = composeScene({ nodes, selected, otherKey, view })
    if (scene || !primary) return scene && veilScene(scene, veiled)
    const key = keyOfInput(primary)
    const known = composeScene({ nodes, selected: [key], otherKey, view })
    if (known) return known
    return showAlone(primary)
  }, [nodes, selected, otherKey, view, primary, veiled, isSelectShown, parts])
}

/** An input with nothing beside it: the stage's points are its own px. */
function showAlone(input: InputView): StageScene {
  const { name, image: picture } = input
  const key = keyOfInput(input)
  const pane = { key, edit: null, name, picture, alignment: alignBySize(picture, picture) }
  return { panes: [pane], currentKey: key, original: pane, reference: picture }
}

/** The original, and over it the result that is painted from. */
function showParts(
  nodes: Readonly<Record<NodeKey, NodeView>>,
  { originalKey, edits, at }: Parts,
): StageScene {
  const original = toPane(nodes, nodes[originalKey]!)
  const current = toPane(nodes, edits[at]!)
  const reference = original.picture!
  const pane = { ...current, alignment: alignNode(nodes, current.key, reference) }
  return { panes: [pane], currentKey: current.key, original, reference }
}
