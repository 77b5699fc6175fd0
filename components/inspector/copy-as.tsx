'use client'

import { Button } from '@/components/ui/button'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { RecipeView } from '@/lib/edits/recipe'
import { listCopies } from '@/lib/history/copy-as/copy-as'
import { copyText } from '@/lib/studio/downloads/copy-text.client'

/** The edit as code that can be run elsewhere; the key stands in it as a variable. */
export function CopyAs({ recipe }: { recipe: RecipeView }) {
  const store = useStudioStore()
  const copies = listCopies(recipe)
  if (copies.length === 0) return null
  return (
    <div role="group" aria-label="Copy as" className="mt-2 flex flex-wrap items-center gap-1">
      <span className="text-ink-3 text-ui">Copy as</span>
      {copies.map(({ label, text }) => (
        <Button
          key={label}
          look="outline"
          size="small"
          className="font-normal"
          onClick={() => void copyText(store.getState(), text, `Copied as ${label}`)}
        >
          {label}
        </Button>
      ))}
    </div>
  )
}
