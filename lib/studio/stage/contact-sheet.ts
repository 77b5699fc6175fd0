import { STATE_WORDS } from '@/lib/edits/state'
import type { ImageView } from '@/lib/edits/view'
import type { ModelCard } from '@/lib/models/card'
import { factsOf, keptFactOf, showSize } from '@/lib/studio/facts'
import { previewAddress, screenAddress } from '@/lib/studio/image-address'
import { isUnsmoothed, needsFullSize, type PictureTransform, transformOf } from '@/lib/studio/stage/alignment'
import type { PlacedPane, StageScene } from '@/lib/studio/stage/scene'
import { findShownModel } from '@/lib/studio/stage/shown-model'
import { listCell } from '@/lib/studio/stage/sweep-cell'
import { arrangeSweep } from '@/lib/studio/stage/sweep-grid'
import {
  type Placement,
  type Point,
  placementOf,
  type Scene,
  type Size,
  type Viewport,
} from '@/lib/studio/stage/viewport'

/** One picture of the sheet, in CSS px: where its crop lies, and how the picture lies in the crop. */
export type SheetCell = Point & {
  title: string
  facts: string
  /** Undefined where there is nothing to show yet. */
  picture?: { address: string; size: Size; transform: PictureTransform; isDim: boolean; isSmooth: boolean }
}

/** A comparison as it is printed: sizes in CSS px, `scale` px of the file for each of them. */
export type ContactSheet = Size & { heading: string; crop: Size; scale: number; cells: SheetCell[] }

export const SHEET_MARGIN_PX = 24
/** Two lines above each picture, and the heading above all. */
export const SHEET_LABEL_PX = 40
export const SHEET_HEADING_PX = 48

/** What every browser can draw on one canvas (Safari's limit is the lowest), in px. */
const MAX_SIDE_PX = 8192
const MAX_AREA_PX = 16_777_216
/** Long side of a picture's place up to which its own pixels are shown: enough to judge a retouch. */
const MAX_PANE_PX = 2048

type Shown = {
  stage: StageScene
  scene: Scene
  viewport: Viewport
  cards: readonly ModelCard[]
  heading: string
}

/**
 * The panes of the stage as they are seen now, each at the crop on the screen, below its name and facts. The pictures
 * are as fine as their own pixels, up to a limit, and nowhere coarser than the screen.
 */
export function planSheet({ stage, scene, viewport, cards, heading }: Shown): ContactSheet {
  const crop = { width: scene.frame.width, height: scene.frame.height - scene.frame.clearBottom }
  const { places, columns, rows } = placePanes(stage)
  const step = { x: crop.width + SHEET_MARGIN_PX, y: crop.height + SHEET_LABEL_PX + SHEET_MARGIN_PX }
  const width = SHEET_MARGIN_PX + columns * step.x
  const height = SHEET_HEADING_PX + rows * step.y
  const placement = placementOf(viewport, scene)
  const finest = finestOf(stage, placement)
  const scale = Math.min(
    Math.max(scene.dpr, Math.min(finest, MAX_PANE_PX / Math.max(crop.width, crop.height))),
    MAX_SIDE_PX / width,
    MAX_SIDE_PX / height,
    Math.sqrt(MAX_AREA_PX / (width * height)),
  )
  const look = { placement, isFit: viewport.mode === 'fit', scene: { ...scene, dpr: scale } }
  const cells = places.map(({ pane, column, row }) => ({
    x: SHEET_MARGIN_PX + column * step.x,
    y: SHEET_HEADING_PX + row * step.y + SHEET_LABEL_PX,
    title: titleOf(pane, cards),
    facts: factsLine(pane),
    ...(pane.picture && { picture: toPicture(pane, pane.picture, look) }),
  }))
  return { width, height, heading, crop, scale, cells }
}

/** How many px of the finest picture lie in one CSS px of the stage. */
const finestOf = ({ panes }: StageScene, { scale }: Placement): number =>
  Math.max(0, ...panes.map(({ alignment }) => Math.max(alignment.scaleX, alignment.scaleY) / scale))

type Place = { pane: PlacedPane; column: number; row: number }

/** A sweep keeps its rows and columns; anything else lies as nearly square as can be, up to three in one row. */
function placePanes({ panes, isSorted }: StageScene): { places: Place[]; columns: number; rows: number } {
  const sweep = isSorted ? undefined : arrangeSweep(panes)
  if (sweep) {
    const places = sweep.rows.flatMap(({ cells }, row) =>
      cells.flatMap((pane, column) => (pane ? [{ pane, column, row }] : [])),
    )
    return { places, columns: sweep.columns.length, rows: sweep.rows.length }
  }
  const columns = panes.length <= 3 ? panes.length : Math.ceil(Math.sqrt(panes.length))
  const places = panes.map((pane, index) => ({
    pane,
    column: index % columns,
    row: Math.floor(index / columns),
  }))
  return { places, columns, rows: Math.ceil(panes.length / columns) }
}

function titleOf({ edit, veil, letter, words = [] }: PlacedPane, cards: readonly ModelCard[]): string {
  if (veil) return [`Result ${veil}`, ...words].join(' · ')
  const name = edit ? (findShownModel(cards, edit.modelId)?.shortName ?? edit.modelId) : 'Original'
  return [letter, name, ...words, ...listCell(edit?.cell ?? {})].filter(Boolean).join(' · ')
}

function factsLine({ edit, veil, name, picture }: PlacedPane): string {
  if (!edit) return [name, picture && showSize(picture)].filter(Boolean).join(' · ')
  if (edit.state !== 'succeeded') return STATE_WORDS[edit.state]
  return (veil ? keptFactOf(edit) : factsOf(edit)).join(' · ')
}

/** Where the stage is looked at, in the density of the sheet. */
type SheetLook = { placement: Placement; isFit: boolean; scene: Scene }

function toPicture(pane: PlacedPane, picture: ImageView, { placement, isFit, scene }: SheetLook) {
  const isFull = needsFullSize(isFit, placement, pane.alignment, picture, scene.dpr)
  return {
    address: isFull
      ? screenAddress(picture.id, picture.format === 'jpeg' ? 'jpeg' : 'png')
      : previewAddress(picture.id),
    size: { width: picture.width, height: picture.height },
    transform: transformOf(placement, pane.alignment, scene),
    isDim: pane.edit !== null && pane.edit.state !== 'succeeded',
    isSmooth: !isUnsmoothed(placement, scene.dpr),
  }
}
