'use client'

import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { Switch } from '@/components/ui/switch'
import type { ModelCard } from '@/lib/models/card'
import { usersOf } from '@/lib/studio/composer/setting-users'

/** Off unless asked for; a model that always sends one says so by a switch that cannot be moved. */
export function WatermarkSwitch({ cards }: { cards: readonly ModelCard[] }) {
  const store = useStudioStore()
  const isOn = useStudio((state) => state.settings.watermark)
  const users = usersOf(cards, 'watermark')
  if (users.length === 0) return null
  const isLocked = users.every((card) => card.settings.watermark?.locked)
  return (
    <Switch
      label="Watermark"
      isOn={isLocked ? users[0]?.settings.watermark?.default === true : isOn}
      isDisabled={isLocked}
      onChange={(watermark) => store.getState().changeSettings({ watermark })}
    />
  )
}
