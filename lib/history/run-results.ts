import type { EditView, NodeView } from '@/lib/edits/view'

/** All results of the run that an edit belongs to, in the order of the run. */
export function listRun(views: Iterable<NodeView>, runId: string): EditView[] {
  const edits: EditView[] = []
  for (const view of views) if (view.kind === 'edit' && view.runId === runId) edits.push(view)
  return edits.sort((a, b) => a.position - b.position)
}
