import { MAX_PARTS } from '@/lib/edits/parts-request'
import type { EditView, NodeView } from '@/lib/edits/view'
import { keyOfNode, keyOfRoot, type NodeKey } from '@/lib/history/node-key'
import type { Mask } from '@/lib/images/raster'
import type { FidelitySlice } from '@/lib/studio/fidelity/fidelity-state'
import type { HistorySlice } from '@/lib/studio/history/history-slice'
import type { MaskGround } from '@/lib/studio/masks/mask-raster'
import type { MaskSlice } from '@/lib/studio/masks/masking'
import type { PartStep } from '@/lib/studio/masks/part-labels'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import { findInputNode } from '@/lib/studio/stage/scene'
import type { StageSlice } from '@/lib/studio/stage/stage-slice'

/** One picture in the making of the best parts of several results. */
export type Parts = {
  originalKey: NodeKey
  edits: readonly EditView[]
  grounds: readonly MaskGround[]
  done: readonly PartStep[]
  undone: readonly PartStep[]
  /** What is taken from where, at the size of a preview. */
  labels: Mask
  /** The result that is painted from. */
  at: number
}

export type PartsActions = {
  /** Opens the painting of results of one original. The brush and its commands are those of the mask meanwhile. */
  openParts: (keys: readonly NodeKey[]) => Promise<void>
  choosePart: (at: number) => void
}
export type PartsSlice = PartsActions & { parts: Parts | null }

export type PartsNeeds = PartsSlice &
  MaskSlice &
  Pick<NodesSlice, 'nodes' | 'addNodes'> &
  Pick<FidelitySlice, 'loadReport'> &
  Pick<StageSlice, 'view' | 'fitPicture'> &
  Pick<HistorySlice, 'selected' | 'showRun'> &
  Pick<NoticesSlice, 'say'> &
  Pick<ProjectSlice, 'project'>

/**
 * The results among the nodes that can be put together, and the key of their common original: what all of them were
 * made from, or else the upload above all of them. Undefined for fewer than two.
 */
export function findParts(
  nodes: Readonly<Record<NodeKey, NodeView>>,
  keys: readonly NodeKey[],
): { edits: EditView[]; originalKey: NodeKey } | undefined {
  const edits = keys.flatMap((key) => {
    const node = nodes[key]
    return node?.kind === 'edit' && node.image && node.inputImageId ? [node] : []
  })
  const [first] = edits
  if (!first || edits.length < 2) return undefined
  const input = findInputNode(nodes, first)
  const original = edits.every((edit) => edit.inputImageId === first.inputImageId)
    ? input
    : edits.every((edit) => edit.rootImageId !== null && edit.rootImageId === first.rootImageId)
      ? nodes[keyOfRoot(first.rootImageId ?? '')]
      : undefined
  return original?.image ? { edits: edits.slice(0, MAX_PARTS), originalKey: keyOfNode(original) } : undefined
}
