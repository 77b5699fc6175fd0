import { Button } from '@/components/ui/button'
import { ChevronDown, ChevronRight } from '@/components/ui/icons'
import { problemId, useFieldProblem } from '@/components/ui/use-field-problem'
import type { ModelCard } from '@/lib/models/card'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** Opens what only one model has; not there when none of the chosen ones has more. */
export function AdvancedButton({
  cards,
  isOpen,
  onPress,
}: {
  cards: readonly ModelCard[]
  isOpen: boolean
  onPress: () => void
}) {
  const problem = useFieldProblem('advanced')
  if (cards.every((card) => card.advanced.length === 0)) return null
  return (
    <Button
      id={fieldId('advanced')}
      look="dim"
      size="small"
      className="-ml-2 self-start"
      aria-expanded={isOpen}
      aria-describedby={problem && problemId('advanced')}
      icon={isOpen ? <ChevronDown className="size-3" /> : <ChevronRight className="size-3" />}
      onClick={onPress}
    >
      Advanced
    </Button>
  )
}
