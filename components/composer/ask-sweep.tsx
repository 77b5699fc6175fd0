'use client'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** A large sweep is started only when it was meant. */
export default function AskSweep({
  edits,
  cost,
  onRun,
  onClose,
}: {
  edits: number
  cost: string
  onRun: () => void
  onClose: () => void
}) {
  return (
    <Dialog title={`Run ${edits} edits?`} onClose={onClose}>
      <p className="text-ink-2 text-ui">
        This sweep makes {edits} edits, {cost}. What was made before with the same recipe is used again and
        costs nothing.
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Not now</Button>
        <Button look="primary" onClick={onRun}>
          Run {edits} edits
        </Button>
      </div>
    </Dialog>
  )
}
