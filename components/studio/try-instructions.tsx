'use client'

import { Button } from '@/components/ui/button'
import { useStudioStore } from '@/components/ui/studio-provider'
import { cn } from '@/lib/cn'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** Each is one that the local engine follows on any photo. */
const INSTRUCTIONS = ['black and white', 'warm sunset light', 'crop to square and add a vignette'] as const

/** Instructions to begin with, wrapped or in one row that scrolls: a press writes one into the prompt, ready to be run or changed. */
export function TryInstructions({ isRow = false }: { isRow?: boolean }) {
  const store = useStudioStore()
  const handleClick = (instruction: string) => {
    store.getState().writePrompt(instruction)
    document.getElementById(fieldId('prompt'))?.focus()
  }
  return (
    <ul
      aria-label="Instructions to try"
      className={cn(
        'flex items-center gap-2',
        isRow
          ? 'min-w-0 flex-1 overflow-x-auto p-px pr-6 [mask-image:linear-gradient(to_right,#000_calc(100%-24px),transparent)] [scrollbar-width:none]'
          : 'flex-wrap',
      )}
    >
      {INSTRUCTIONS.map((instruction) => (
        <li key={instruction} className="shrink-0">
          <Button look="outline" className="font-normal" onClick={() => handleClick(instruction)}>
            {instruction}
          </Button>
        </li>
      ))}
    </ul>
  )
}
