/** The most values on one axis. */
export const MAX_AXIS_VALUES = 36

/** A run of more edits asks first. */
export const ASK_ABOVE_EDITS = 36

/** The two settings that can be swept. */
export type SweepAxis = 'guidance' | 'seed'

export type ParsedSweep = { values: number[] } | { problem: string }

const NUMBER = String.raw`[+-]?\d+(?:\.\d+)?`
const TO = String.raw`\s*(?:\.\.|[…–—-]|\bto\b)\s*`
const RANGE = new RegExp(String.raw`^(${NUMBER})${TO}(${NUMBER})(?:\s*(?:step|by)\s*(${NUMBER}))?$`, 'i')
const SINGLE = new RegExp(`^${NUMBER}$`)
/** Beyond what a value can mean; whole numbers stay exact up to here. */
const LARGEST = Number.MAX_SAFE_INTEGER

/**
 * The values of a list such as `3, 5.5, 8` or `2..10 step 2`, in the order written, each once. A range, also written
 * `2-10` or `2 to 10 by 2`, counts up or down, holds its end when a step meets it, and takes steps of 1 unless told
 * otherwise.
 */
export function parseSweep(text: string, axis: SweepAxis): ParsedSweep {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts.length === 0) return { problem: 'Write values, for example 2..10 step 2 or 3, 5.5, 8.' }
  const values = new Set<number>()
  for (const part of parts) {
    const read = readPart(part)
    if ('problem' in read) return read
    for (const value of read.values) values.add(value)
    if (values.size > MAX_AXIS_VALUES) return { problem: `Use at most ${MAX_AXIS_VALUES} values.` }
  }
  const fraction = axis === 'seed' && [...values].find((value) => !Number.isInteger(value))
  return fraction ? { problem: `${fraction} is not a whole number; seeds are.` } : { values: [...values] }
}

function readPart(part: string): ParsedSweep {
  const [, from, to, step] = RANGE.exec(part) ?? []
  if (from !== undefined && to !== undefined)
    return countRange(part, Number(from), Number(to), Number(step ?? 1))
  if (!SINGLE.test(part))
    return { problem: `“${part}” is neither a number nor a range such as 2..10 step 2.` }
  return Math.abs(Number(part)) > LARGEST ? { problem: `${part} is too large.` } : { values: [Number(part)] }
}

function countRange(part: string, from: number, to: number, step: number): ParsedSweep {
  if (step <= 0) return { problem: `The step of “${part}” must be above 0.` }
  if (Math.max(Math.abs(from), Math.abs(to)) > LARGEST) return { problem: `“${part}” is too large.` }
  // A hair more, so that 1..2 step 0.1 reaches 2 although tenths are not exact.
  const count = Math.floor(Math.abs(to - from) / step + 1e-9) + 1
  if (count > MAX_AXIS_VALUES)
    return { problem: `“${part}” has ${count} values; use at most ${MAX_AXIS_VALUES}.` }
  const sign = to < from ? -1 : 1
  return { values: Array.from({ length: count }, (_, index) => rounded(from + sign * step * index)) }
}

/** Sums of tenths leave dust in the far digits. */
const rounded = (value: number): number => (Number.isInteger(value) ? value : Number(value.toFixed(6)))
