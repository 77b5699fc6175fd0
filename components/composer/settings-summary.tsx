'use client'

import { useStudio } from '@/components/ui/studio-provider'
import type { ModelCard } from '@/lib/models/card'
import { describeSettings } from '@/lib/studio/composer/common-settings'

/** The settings in a few words, on a phone, where the button that opens them has a line of its own. */
export default function SettingsSummary({ cards }: { cards: readonly ModelCard[] }) {
  const settings = useStudio((state) => state.settings)
  const sweep = useStudio((state) => state.sweep)
  return describeSettings(cards, settings, sweep)
}
