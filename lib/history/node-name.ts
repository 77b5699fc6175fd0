import type { NodeView } from '@/lib/edits/view'

/** What a node is called: its title, else the prompt that made it or the name of the file. */
export const nameOfNode = (node: NodeView): string =>
  node.title ?? (node.kind === 'edit' ? node.prompt : node.name)
