import type { NodeView } from '@/lib/edits/view'

/** What a node is called: its title, else the prompt that made it or the name of the file. */
export const nameOfNode = (node: NodeView): string =>
  node.title ?? (node.kind === 'edit' ? node.prompt : node.name)

/** The same in quotation marks, cut to what a line holds. */
export function quoteNode(node: NodeView): string {
  const words = nameOfNode(node)
  return `“${words.length > 40 ? `${words.slice(0, 39)}…` : words}”`
}
