import type { ModelCard } from '@/lib/models/card'

export type SettingKey = keyof ModelCard['settings']

/** The chosen models that have a control. */
export const usersOf = (cards: readonly ModelCard[], key: SettingKey): ModelCard[] =>
  cards.filter((card) => card.settings[key])
