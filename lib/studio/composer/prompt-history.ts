import type { NodeView } from '@/lib/edits/view'

/** The prompts of a project, latest first, each once. */
export function promptHistory(nodes: Readonly<Record<string, NodeView>>): string[] {
  const edits = Object.values(nodes).filter((node) => node.kind === 'edit')
  const latestFirst = edits.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
  return [...new Set(latestFirst.map((edit) => edit.prompt))]
}
