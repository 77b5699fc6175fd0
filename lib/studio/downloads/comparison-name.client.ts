import type { NodeView } from '@/lib/edits/view'
import { findLineage } from '@/lib/history/lineage'
import type { NodeKey } from '@/lib/history/node-key'
import { nameOfNode } from '@/lib/history/node-name'
import { toFileName } from '@/lib/studio/downloads/download.client'
import type { StageScene } from '@/lib/studio/stage/scene'

type Shown = {
  currentKey: NodeKey
  panes: readonly Pick<StageScene['panes'][number], 'key' | 'edit'>[]
}

/** "cat-make-it-sepia-comparison.png": the photo that is looked at, and what its result on the stage is called. */
export function nameComparison(
  nodes: Readonly<Record<NodeKey, NodeView>>,
  { currentKey, panes }: Shown,
): string {
  const results = panes.filter(({ edit }) => edit)
  const edit = (results.find(({ key }) => key === currentKey) ?? results[0])?.edit
  const photo = findLineage(nodes, currentKey)[0]
  const words = [photo?.kind === 'root' && toFileName(nameOfNode(photo)), edit && nameOfNode(edit)]
  return `${toFileName(words.filter(Boolean).join(' '))}-comparison.png`
}
