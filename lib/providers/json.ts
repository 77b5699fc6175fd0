import type { Json } from '@/lib/providers/contract'

/** Careful reading of what vendors answer: every function takes anything and says undefined for what is not there. */

export function fieldOf(json: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, name) => objectOf(value)?.[name], json)
}

export function objectOf(json: Json | undefined): { [key: string]: Json } | undefined {
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? json : undefined
}

/** A list as it is, anything else that is there as a list of one. */
export function listOf(json: Json | undefined): Json[] {
  if (json === undefined || json === null) return []
  return Array.isArray(json) ? json : [json]
}

/** A text that is not empty. */
export function textOf(json: Json | undefined): string | undefined {
  return typeof json === 'string' && json.trim() !== '' ? json : undefined
}

/** A finite number, also when it came as text. */
export function numberOf(json: Json | undefined): number | undefined {
  const value = typeof json === 'string' && json.trim() !== '' ? Number(json) : json
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
