'use client'

import { CommandButton } from '@/components/stage/command-button'
import type { NodeKey } from '@/lib/history/node-key'
import { cancelId } from '@/lib/studio/history/edit-outs'

/** Ends an edit that is under way; Escape leads to it. */
export function CancelButton({ paneKey }: { paneKey: NodeKey }) {
  return <CommandButton id={cancelId(paneKey)} label="Cancel" send={(state) => state.cancelEdit(paneKey)} />
}
