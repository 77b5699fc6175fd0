import type { NodeView } from '@/lib/edits/view'
import { findLineage } from '@/lib/history/lineage'
import type { NodeKey } from '@/lib/history/node-key'
import { nameOfNode, quoteNode } from '@/lib/history/node-name'

type Nodes = Readonly<Record<NodeKey, NodeView>>

/**
 * What Run edits and what the stage shows, told apart: a result goes by its words, because as an input it has the name of
 * the file that it was made from.
 * @param edited the primary of the next run, and the name that it has as an input
 * @param photo what would be left alone; it stands on the stage itself or as a result of it
 */
export function describeUnedited(
  nodes: Nodes,
  edited: { key: NodeKey; name: string },
  photo: NodeView,
  isShown: boolean,
): { edited: string; shown: string } {
  const node = nodes[edited.key]
  const ran = node?.kind === 'edit' ? node : undefined
  const isOriginal = ran && findLineage(nodes, edited.key)[0] === photo
  return {
    edited: ran ? `the result of ${quoteNode(ran)}` : edited.name,
    shown: photo.kind === 'edit' ? `${articleOf()} result of ${quoteNode(photo)}` : nameRoot(),
  }

  function articleOf(): string {
    if (!isShown) return 'a'
    return ran && quoteNode(ran) === quoteNode(photo) ? 'another' : 'the'
  }

  function nameRoot(): string {
    const name = isOriginal ? 'the original' : nameOfNode(photo)
    return isShown ? name : `a result of ${name}`
  }
}
