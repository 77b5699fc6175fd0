'use client'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** A large run is started only when it was meant. */
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
        This makes {edits} edits, {cost}. In a sweep, what was made before with the same recipe is used again
        and costs nothing.
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
