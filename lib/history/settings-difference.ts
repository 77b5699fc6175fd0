import type { Recipe } from '@/lib/edits/recipe'
import { nameAdvanced, showAdvanced, showChosen } from '@/lib/history/setting-words'
import type { Control, ModelCard } from '@/lib/models/card'

/** The card of a model by its id; undefined for one of a foreign history. */
type FindCard = (modelId: string) => ModelCard | undefined

export type SettingRow = { name: string; a: string; b: string }
export type SettingsDifference = { different: SettingRow[]; same: string[] }

/** What a model that lacks a setting shows in its place. */
export const NONE = 'none'

/** The settings of two recipes side by side: those that differ as rows, the others by name. */
export function compareSettings(a: Recipe, b: Recipe, findCard: FindCard): SettingsDifference {
  const [rowsA, rowsB] = [toRows(a, findCard), toRows(b, findCard)]
  const names = [...new Set([...rowsA.keys(), ...rowsB.keys()])]
  const rows = names.map((name) => ({ name, a: rowsA.get(name) ?? NONE, b: rowsB.get(name) ?? NONE }))
  return {
    different: rows.filter((row) => row.a !== row.b),
    same: rows.filter((row) => row.a === row.b && row.a !== NONE).map((row) => row.name.toLowerCase()),
  }
}

function toRows(
  { modelId, inputs, settings, engineVersion }: Recipe,
  findCard: FindCard,
): Map<string, string> {
  const card = findCard(modelId)
  const rows = new Map<string, string>([['Model', card?.shortName ?? modelId]])
  const set = (name: string, value: string | number | boolean | undefined, control?: Control) => {
    if (value !== undefined) rows.set(name, showChosen(control, value))
  }
  set('Guidance', settings.guidance)
  set('Seed', settings.seed)
  set('Size', settings.size, card?.settings.size)
  set('Watermark', settings.watermark)
  set('Format', settings.format, card?.settings.format)
  for (const [key, value] of Object.entries(settings.advanced))
    rows.set(nameAdvanced(card, key), showAdvanced(card, key, value))
  set('Inputs', inputs.map((input) => input.name).join(', ') || undefined)
  set('Engine', engineVersion)
  return rows
}
