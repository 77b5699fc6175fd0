import 'server-only'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Font, PathCommand } from 'opentype.js'
import { findShipped } from '@/lib/engine/files-above.server'
import type { FontFace, Outline } from '@/lib/engine/operation'
import { EngineRefusal } from '@/lib/engine/refusal'

/** The files that a font is cut into by alphabet, the most used first. */
const SUBSETS = {
  inter: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'],
  lora: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'],
} as const
type Family = keyof typeof SUBSETS
/** Lora has no Greek letters: those come from Inter. */
const FAMILIES: Record<'sans' | 'serif', readonly Family[]> = { sans: ['inter'], serif: ['lora', 'inter'] }
/** Straight pieces for each curve; letters are at most 2000 px high, where 16 still look round. */
const CURVE_STEPS = 16

// Its ESM build cannot be imported by name from Node, its CommonJS build can be required from anywhere.
const { parse } = createRequire(import.meta.url)('opentype.js') as typeof import('opentype.js')

/** The font's folder, seen from this file (in the sources or in a bundle) or from where the program was started. */
function fontFolder(family: Family): string {
  const folder = findShipped(path.join('node_modules', '@fontsource', family, 'files'))
  if (folder === undefined) throw new Error(`The font @fontsource/${family} is not installed.`)
  return folder
}

const fonts = new Map<string, Font>()

function loadFont(family: Family, subset: string, weight: number): Font {
  const name = `${family}-${subset}-${weight}-normal.woff`
  const known = fonts.get(name)
  if (known) return known
  const bytes = readFileSync(path.join(fontFolder(family), name))
  const font: Font = parse(new Uint8Array(bytes).buffer)
  fonts.set(name, font)
  return font
}

/** The first file that has the letter. Glyph 0 is the font's "missing" box. */
function glyphOf(letter: string, { weight, font: style = 'sans' }: FontFace) {
  for (const family of FAMILIES[style])
    for (const subset of SUBSETS[family]) {
      const font = loadFont(family, subset, weight)
      const glyph = font.charToGlyph(letter)
      if (glyph.index > 0) return { font, glyph }
    }
  throw new EngineRefusal({
    code: 'UNSUPPORTED_INSTRUCTION',
    message: `I cannot write “${letter}”: the font has no such character. It knows Latin, Greek and Cyrillic letters.`,
  })
}

type Point = { x: number; y: number }

function curve(from: Point, command: PathCommand, at: (t: number) => Point): Point[] {
  return command.type === 'Z'
    ? []
    : Array.from({ length: CURVE_STEPS }, (_, step) => at((step + 1) / CURVE_STEPS) ?? from)
}

function pointsOf(from: Point, command: PathCommand): Point[] {
  if (command.type === 'M' || command.type === 'L') return [command]
  if (command.type === 'Q')
    return curve(from, command, (t) => ({
      x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * command.x1 + t * t * command.x,
      y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * command.y1 + t * t * command.y,
    }))
  if (command.type === 'C')
    return curve(from, command, (t) => ({
      x:
        (1 - t) ** 3 * from.x +
        3 * t * (1 - t) ** 2 * command.x1 +
        3 * t * t * (1 - t) * command.x2 +
        t ** 3 * command.x,
      y:
        (1 - t) ** 3 * from.y +
        3 * t * (1 - t) ** 2 * command.y1 +
        3 * t * t * (1 - t) * command.y2 +
        t ** 3 * command.y,
    }))
  return []
}

function flatten(commands: PathCommand[]): Float64Array[] {
  const contours: Point[][] = []
  for (const command of commands) {
    if (command.type === 'M') contours.push([])
    const contour = contours.at(-1)
    if (contour) contour.push(...pointsOf(contour.at(-1) ?? { x: 0, y: 0 }, command))
  }
  return contours.map((contour) => Float64Array.from(contour.flatMap(({ x, y }) => [x, y])))
}

/**
 * Lays out one line, letter by letter (Inter's ligature tables make opentype.js 2.0.0 throw).
 * @throws EngineRefusal for a character that the font does not have.
 */
export function outlineText(text: string, sizePx: number, face: FontFace): Outline {
  const contours: Float64Array[] = []
  let widthPx = 0
  for (const letter of text.normalize('NFC')) {
    const { font, glyph } = glyphOf(letter, face)
    contours.push(...flatten(glyph.getPath(widthPx, 0, sizePx).commands))
    widthPx += ((glyph.advanceWidth ?? 0) * sizePx) / font.unitsPerEm
  }
  const capital = glyphOf('H', face)
  const capHeightPx = ((capital.glyph.yMax ?? 0) * sizePx) / capital.font.unitsPerEm
  return { contours, widthPx, capHeightPx }
}
