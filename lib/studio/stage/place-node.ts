import type { ImageView, NodeView } from '@/lib/edits/view'
import { type Affine, compose, invert, scaling, toAffine } from '@/lib/fidelity/transform'
import { keyOfNode, type NodeKey } from '@/lib/history/node-key'
import { type Alignment, alignBySize } from '@/lib/studio/stage/alignment'
import { findInputNode } from '@/lib/studio/stage/scene'

const toReference = ({ scaleX, scaleY, shiftX, shiftY }: Alignment): Affine =>
  invert({ a: scaleX, b: 0, c: shiftX, d: 0, e: scaleY, f: shiftY })

/**
 * Where each px of a node's picture lies on the reference, turns and mirroring included, as a composite takes it: what
 * was measured from step to step, else by the sizes alone.
 */
export function placeNode(
  nodes: Readonly<Record<NodeKey, NodeView>>,
  key: NodeKey,
  reference: ImageView,
): Affine {
  const node = nodes[key]
  const input = node && findInputNode(nodes, node)
  if (!node?.image) return input ? placeNode(nodes, keyOfNode(input), reference) : scaling(1, 1)
  if (node.image.id === reference.id) return scaling(1, 1)
  if (node.kind === 'root' || !input?.image) return toReference(alignBySize(reference, node.image))
  const step = node.alignment ? toAffine(node.alignment) : toReference(alignBySize(input.image, node.image))
  return compose(placeNode(nodes, keyOfNode(input), reference), step)
}
