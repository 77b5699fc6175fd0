'use client'

import { Control } from '@/components/composer/control'
import { SweepSwitch } from '@/components/composer/sweep-switch'
import { SweepValues } from '@/components/composer/sweep-values'
import { Slider } from '@/components/ui/slider'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useRefused } from '@/components/ui/use-field-problem'
import type { ModelCard } from '@/lib/models/card'
import { commonRange, describeUsers } from '@/lib/studio/composer/common-settings'
import { usersOf } from '@/lib/studio/composer/setting-users'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** How strictly the models follow the prompt: one value, or the values of a sweep. */
export function GuidanceControl({ cards }: { cards: readonly ModelCard[] }) {
  const store = useStudioStore()
  const guidance = useStudio((state) => state.settings.guidance)
  const sweep = useStudio((state) => state.sweep.guidance)
  const refused = useRefused('guidance')
  const users = usersOf(cards, 'guidance')
  if (users.length === 0) return null
  return (
    <Control
      label="Guidance"
      field="guidance"
      tool={<SweepSwitch axis="guidance" first={guidance} />}
      note={describeUsers(cards, 'guidance')}
    >
      {sweep === null ? (
        <div id={fieldId('guidance')} tabIndex={-1}>
          <Slider
            label="Guidance"
            hasField
            refused={refused}
            value={guidance}
            {...commonRange(users.map((card) => card.settings.guidance ?? {}))}
            onValue={(value) => store.getState().changeSettings({ guidance: value })}
          />
        </div>
      ) : (
        <SweepValues axis="guidance" text={sweep} />
      )}
    </Control>
  )
}
