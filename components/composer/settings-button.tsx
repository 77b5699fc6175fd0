'use client'

import { Button } from '@/components/ui/button'
import { SlidersHorizontal } from '@/components/ui/icons'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useMedia } from '@/components/ui/use-media'
import type { ModelCard } from '@/lib/models/card'
import { SETTINGS_OPENER_ID } from '@/lib/studio/keys/field-focus'

const settingsSummary = createPart(() => import('@/components/composer/settings-summary'))

/**
 * Opens the settings. A sweep, or a seed that every run takes until it is random again, is told while they are closed,
 * and on a phone all of them in a few words.
 */
export function SettingsButton({ cards }: { cards: readonly ModelCard[] }) {
  const store = useStudioStore()
  const isOpen = useStudio((state) => state.isSettingsOpen)
  const isSweeping = useStudio(({ sweep }) => (sweep.guidance ?? sweep.seed) !== null)
  const seed = useStudio((state) => state.settings.seed)
  const isSeeded = !isSweeping && seed !== null && cards.some((card) => card.settings.seed)
  const isPhone = useMedia('(max-width: 639.98px)')
  return (
    <Button
      id={SETTINGS_OPENER_ID}
      look="dim"
      isOn={isOpen}
      aria-label="Settings"
      aria-expanded={isOpen}
      icon={<SlidersHorizontal />}
      onClick={() => store.getState().toggleSettings()}
      className="mb-0.5 @max-[640px]/stage:mb-0 max-sm:w-full max-sm:min-w-0 max-sm:justify-start max-sm:px-1"
    >
      <span>
        Settings{isSweeping && ': sweep'}
        {isSeeded && <span className="max-sm:hidden">: seed {seed}</span>}
      </span>
      <span className="ml-auto truncate font-normal text-ink-2 text-meta sm:hidden">
        {isPhone && <OnDemand part={settingsSummary} given={{ cards }} />}
      </span>
    </Button>
  )
}
