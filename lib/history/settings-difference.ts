import type { Recipe } from '@/lib/edits/recipe'
import type { NameOfModel } from '@/lib/history/search'

export type SettingRow = { name: string; a: string; b: string }
export type SettingsDifference = { different: SettingRow[]; same: string[] }

/** What a model that lacks a setting shows in its place. */
export const NONE = 'none'

/** The settings of two recipes side by side: those that differ as rows, the others by name. */
export function compareSettings(a: Recipe, b: Recipe, nameOfModel: NameOfModel): SettingsDifference {
  const [rowsA, rowsB] = [toRows(a, nameOfModel), toRows(b, nameOfModel)]
  const names = [...new Set([...rowsA.keys(), ...rowsB.keys()])]
  const rows = names.map((name) => ({ name, a: rowsA.get(name) ?? NONE, b: rowsB.get(name) ?? NONE }))
  return {
    different: rows.filter((row) => row.a !== row.b),
    same: rows.filter((row) => row.a === row.b && row.a !== NONE).map((row) => row.name.toLowerCase()),
  }
}

function toRows(recipe: Recipe, nameOfModel: NameOfModel): Map<string, string> {
  const { modelId, inputs, settings, engineVersion } = recipe
  const rows = new Map<string, string>([['Model', nameOfModel(modelId)]])
  const set = (name: string, value: string | number | boolean | undefined) => {
    if (value !== undefined) rows.set(name, showSetting(value))
  }
  set('Guidance', settings.guidance)
  set('Seed', settings.seed)
  set('Size', settings.size)
  set('Watermark', settings.watermark)
  set('Format', settings.format)
  for (const [key, value] of Object.entries(settings.advanced)) set(key, value)
  set('Inputs', inputs.map((input) => input.name).join(', ') || undefined)
  set('Engine', engineVersion)
  return rows
}

/** A value of a setting as people read it. */
export function showSetting(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return typeof value === 'string' ? value.replace(/^(\d+)x(\d+)$/, '$1 × $2') : String(value)
}
