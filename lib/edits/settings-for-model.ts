import { sizeProblem } from '@/lib/edits/model-settings'
import type { EditSettings, RunSettings } from '@/lib/edits/settings'
import type { Control, ModelCard } from '@/lib/models/card'

/**
 * What one model takes of the settings of a run: only the controls that its card has. A size or a format that belongs
 * to other models falls back to the card's own default; a seed of null stays out, to be drawn by the server.
 */
export function settingsFor(card: ModelCard, asked: RunSettings): EditSettings {
  const { guidance, seed, watermark, size, format } = card.settings
  const given = asked.advanced[card.id] ?? {}
  return {
    ...(guidance && { guidance: asked.guidance }),
    ...(seed && asked.seed !== null && { seed: asked.seed }),
    ...(watermark && { watermark: asked.watermark }),
    ...(size && { size: sizeProblem(size, asked.size) ? size.default : asked.size }),
    ...(format && {
      format: format.options.some((option) => option.value === asked.format) ? asked.format : format.default,
    }),
    advanced: Object.fromEntries(
      card.advanced.flatMap(({ key, control }) => {
        const isLocked = control.kind === 'switch' && control.locked
        const value = isLocked ? control.default : (given[key] ?? defaultOf(control))
        return value === undefined ? [] : [[key, value]]
      }),
    ),
  }
}

/** The value of a control that nobody touched; a seed has none. */
export function defaultOf(control: Control): string | number | boolean | undefined {
  return control.kind === 'seed' ? undefined : control.default
}
