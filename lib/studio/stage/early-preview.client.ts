import type { StudioEvent } from '@/lib/edits/event'
import { keyOfEdit } from '@/lib/history/node-key'
import { previewAddress } from '@/lib/studio/image-address'
import type { StudioState } from '@/lib/studio/studio-store'

/**
 * Sends for the picture of a result that will stand on the stage, as soon as it is told of: it is on its way while the
 * page is drawn anew.
 */
export function fetchEarly({ nodes, selected, view }: StudioState, event: StudioEvent): void {
  if (event.type !== 'node' || event.node.kind !== 'edit' || !event.node.image) return
  const { id, runId, image } = event.node
  const key = keyOfEdit(id)
  const isOfRun = (shown: string) => {
    const node = nodes[shown]
    return node?.kind === 'edit' && node.runId === runId
  }
  const isShown = selected.includes(key) || (view === 'side' && selected.some(isOfRun))
  if (isShown && !nodes[key]?.image) new Image().src = previewAddress(image.id)
}
