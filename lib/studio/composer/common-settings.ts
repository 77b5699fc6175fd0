import type { RunSettings } from '@/lib/edits/settings'
import type { ModelCard } from '@/lib/models/card'
import { type SettingKey, usersOf } from '@/lib/studio/composer/setting-users'
import { NO_SWEEP, type SweepTexts } from '@/lib/studio/composer/sweep-texts'

type Range = { min: number; max: number; step: number }

/** Who uses a control, said only where the chosen models differ: "Local uses it; Seedream v4 has none". */
export function describeUsers(cards: readonly ModelCard[], key: SettingKey): string | undefined {
  const users = usersOf(cards, key)
  if (users.length === 0 || users.length === cards.length) return undefined
  const others = cards.filter((card) => !users.includes(card))
  return `${listed(users)} ${users.length === 1 ? 'uses' : 'use'} it; ${listed(others)} ${others.length === 1 ? 'has' : 'have'} none`
}

/** The values that all of them take; of models that agree on nothing, those of the first. */
export function commonRange(ranges: readonly Partial<Range>[]): Range {
  const min = Math.max(...ranges.map((range) => range.min ?? 1))
  const max = Math.min(...ranges.map((range) => range.max ?? 1))
  const step = Math.min(...ranges.map((range) => range.step ?? 1))
  const first = ranges[0]
  return min <= max ? { min, max, step } : { min: first?.min ?? 1, max: first?.max ?? 1, step }
}

/** Every named size of the chosen models, each once, in their order; `auto` reads as what it does. */
export function commonSizes(cards: readonly ModelCard[]): { value: string; label: string }[] {
  const options = cards.flatMap((card) => card.settings.size?.options ?? [])
  return [...new Map(options.toReversed().map((option) => [option.value, option])).values()].toReversed()
}

/** Every output format of the chosen models. */
export function commonFormats(cards: readonly ModelCard[]): { value: string; label: string }[] {
  const options = cards.flatMap((card) => card.settings.format?.options ?? [])
  return [...new Map(options.map((option) => [option.value, option])).values()]
}

/** The settings in a few words, where there is no room for their controls; of a swept one, what was typed for it. */
export function describeSettings(
  cards: readonly ModelCard[],
  settings: RunSettings,
  sweep: SweepTexts = NO_SWEEP,
): string {
  const size = commonSizes(cards).find((option) => option.value === settings.size)?.label ?? settings.size
  return [
    usersOf(cards, 'guidance').length > 0 && `guidance ${sweep.guidance ?? settings.guidance}`,
    usersOf(cards, 'seed').length > 0 && describeSeed(sweep.seed ?? settings.seed),
    usersOf(cards, 'size').length > 0 && size.toLowerCase(),
    settings.watermark && usersOf(cards, 'watermark').length > 0 && 'watermark',
  ]
    .filter(Boolean)
    .join(' · ')
}

const describeSeed = (seed: number | string | null) => (seed === null ? 'random seed' : `seed ${seed}`)

/** "Local, SeedEdit 3.0 and USO"; two models of one name are one word. */
export const listed = (cards: readonly ModelCard[]): string => {
  const names = [...new Set(cards.map((card) => card.shortName))]
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
